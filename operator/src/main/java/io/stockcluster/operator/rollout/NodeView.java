package io.stockcluster.operator.rollout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The cluster as one actor node sees it. What a node does not say (an older one may not know it) is absent, and is never
 * taken for good news where it matters.
 *
 * @param node its name
 * @param id its id in the cluster, new with each start
 * @param oldest the id of the node that has been there longest
 * @param members the actor nodes that it sees
 * @param quorum whether it may answer
 * @param shards where the shards are
 * @param secondsLeft how long the moves that are left will take
 * @param safe whether nothing moves, nothing is lost and every shard has its copies
 * @param stateBytes how much state it holds
 * @param maxHeap how much its heap may hold
 */
public record NodeView(
        String node,
        String id,
        State state,
        String oldest,
        List<Member> members,
        int expectedSize,
        boolean quorum,
        Optional<Shards> shards,
        OptionalInt migrationsLeft,
        OptionalInt secondsLeft,
        boolean safe,
        OptionalLong stateBytes,
        OptionalLong maxHeap) {

    public NodeView {
        members = List.copyOf(members);
    }

    /** What a node does. */
    public enum State {
        JOINING,
        ACTIVE,
        DRAINING,
        DRAINED,
        LEAVING,
        /** What only a newer node knows. */
        UNKNOWN
    }

    /**
     * A node that another sees.
     *
     * @param hosting whether it holds shards, or is drained
     */
    public record Member(String node, String id, boolean hosting) {}

    /**
     * The table of shards, as a node knows it.
     *
     * @param owned by this node
     * @param copies of other nodes' shards, on this node
     * @param lost shards of the cluster without any copy
     * @param underReplicated shards of the cluster with too few copies
     */
    public record Shards(int total, int owned, int copies, int lost, int underReplicated) {}

    boolean handsOver() {
        return state == State.DRAINING || state == State.DRAINED;
    }

    /** A node that has not joined knows no size. */
    boolean hasJoined() {
        return state == State.ACTIVE || handsOver();
    }

    boolean sees(String node) {
        return members.stream().anyMatch(member -> member.node().equals(node));
    }

    boolean holdsNothing() {
        return shards.map(table -> table.owned() == 0 && table.copies() == 0).orElse(false);
    }

    boolean owns() {
        return shards.map(table -> table.owned() > 0 || table.total() < members.size())
                .orElse(false);
    }

    int lost() {
        return shards.map(Shards::lost).orElse(0);
    }
}
