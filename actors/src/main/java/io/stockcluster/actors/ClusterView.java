package io.stockcluster.actors;

import java.util.List;
import java.util.Optional;

/**
 * The cluster of actors as this node sees it, without asking others.
 *
 * @param state what this node does
 * @param id this node's id in the cluster, new with each start; empty while it belongs to none
 * @param oldest the host that has been there longest
 * @param members the hosts
 * @param expectedSize the hosts that make up the whole cluster
 * @param quorum whether this node may answer: on a host, whether it holds its lease; elsewhere, whether it sees enough
 *     hosts
 * @param shards where the shards are; empty on a node that hosts none
 * @param parked messages from actor to actor that this node's actors have put aside, since their behaviour threw at
 *     them again and again; 0 where all is well
 */
public record ClusterView(
        State state,
        Optional<String> id,
        Optional<String> oldest,
        List<Member> members,
        int expectedSize,
        boolean quorum,
        Optional<Shards> shards,
        int parked) {

    public ClusterView {
        members = List.copyOf(members);
    }

    /** What a node does. */
    public enum State {
        /** It has not joined its cluster, or lost it. */
        JOINING,
        /**
         * Its cluster was split, and it brings what its side's actors have become into the larger side. It hosts
         * actors, but not until it is {@link #ACTIVE} is every acknowledged write to be found again.
         */
        MERGING,
        /** It takes its share: of the actors as a host, of the asks elsewhere. */
        ACTIVE,
        /** It hands over everything it owns and holds copies of. */
        DRAINING,
        /** It owns nothing and holds no copy. */
        DRAINED,
        /** It stops. */
        LEAVING
    }

    /**
     * A host of actors.
     *
     * @param node its name
     * @param id its id in the cluster
     * @param state whether it holds actors, or is drained, or about to be as far as this node has heard
     */
    public record Member(String node, String id, State state) {

        /** Whether it holds actors. */
        public boolean hosting() {
            return state != State.DRAINED;
        }
    }

    /**
     * The shards of a host's table.
     *
     * @param total in the cluster
     * @param owned by this node
     * @param copies of other nodes' shards that this one holds
     * @param lost shards whose last copy is gone: now, or within the last ten minutes
     * @param underReplicated shards of the cluster with fewer copies than they should have
     * @param moving whether any shard is on its way from node to node, or waits for that
     * @param safe whether all is where it should be: nothing moves, nothing is lost, no shard lacks a copy
     */
    public record Shards(
            int total, int owned, int copies, int lost, int underReplicated, boolean moving, boolean safe) {}

    /** Whether this node hosts actors, and every shard of the cluster has all its copies in their places. */
    public boolean safe() {
        return shards.map(Shards::safe).orElse(false);
    }
}
