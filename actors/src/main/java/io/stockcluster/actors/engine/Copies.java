package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.memberselector.MemberSelectors;
import com.hazelcast.internal.cluster.ClusterService;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.internal.partition.PartitionReplica;
import com.hazelcast.map.impl.LazyMapEntry;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.LeftBehind;
import io.stockcluster.actors.Replication;
import io.stockcluster.actors.ShardTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which copies of the shards are there, as this host's table says.
 *
 * <p>Hazelcast waits for those copies that are in its table, so where one is missing it acknowledges a write with too
 * few: after a crash, until the table is mended, which takes seconds where much is kept. Therefore the owner looks,
 * before each change, whether every copy that the answer will wait for has a living host; where one has not, a further
 * copy does as well, if the asker sees for itself that it holds the change.
 */
final class Copies {

    private final InternalPartitionService shards;
    private final ClusterService members;
    private final Counted counted;
    private final LostShards lost;
    private final Contacts contacts;

    Copies(NodeEngine engine, Counted counted, LostShards lost, Contacts contacts) {
        this.counted = counted;
        this.lost = lost;
        this.contacts = contacts;
        shards = (InternalPartitionService) engine.getPartitionService();
        members = engine.getClusterService();
    }

    /** Gives every shard an owner, where no node has done so yet: Hazelcast waits with that for the first message. */
    void assign() {
        shards.firstArrangement();
    }

    /**
     * Who will hold a change of a shard.
     *
     * @param shard its number
     * @param missing how many more copies must hold it than those that Hazelcast waits for
     * @param spare hosts with a further copy, which Hazelcast sends the change to without waiting
     */
    record Holders(int shard, int missing, List<UUID> spare) {

        boolean enough() {
            return missing <= spare.size();
        }
    }

    Holders holders(int number, Replication replication) {
        int awaited = replication.acknowledged() - 1;
        InternalPartition shard = shards.getPartition(number, false);
        int missing = 0;
        for (int copy = 1; copy <= awaited; copy++) {
            if (!lives(shard.getReplica(copy))) {
                missing++;
            }
        }
        if (missing == 0) {
            return new Holders(number, 0, List.of());
        }
        List<UUID> spare = new ArrayList<>();
        for (int copy = awaited + 1; copy < replication.factor(); copy++) {
            if (lives(shard.getReplica(copy))) {
                spare.add(shard.getReplica(copy).uuid());
            }
        }
        return new Holders(number, missing, spare);
    }

    /** Whether there are hosts for as many copies as an answer waits for, so that a missing one is being made. */
    boolean mayHave(Replication replication) {
        return members.getSize() >= replication.acknowledged();
    }

    int shard(Map.Entry<String, Cell> entry) {
        return shards.getPartitionId(((LazyMapEntry<?, ?>) entry).getKeyData());
    }

    /**
     * Whether the host of every copy that an answer waits for has got what was to be sent to it at one time, and had left by
     * the other. Also one that is gone, as long as nothing has taken its place: it may be gone from here alone.
     */
    boolean got(int shard, Replication replication, long leftAt, long leftBy) {
        InternalPartition itsCopies = shards.getPartition(shard, false);
        for (int copy = 1; copy < replication.acknowledged(); copy++) {
            PartitionReplica replica = itsCopies.getReplica(copy);
            if (replica != null && !contacts.got(replica.uuid(), leftAt, leftBy)) {
                return false;
            }
        }
        return true;
    }

    /** What this host would leave behind now. */
    LeftBehind leftBehind() {
        int made = counted.made();
        int owned = 0;
        int lost = 0;
        int copied = 0;
        for (InternalPartition shard : shards.getInternalPartitions()) {
            int others = 0;
            int here = -1;
            for (int copy = 0; copy < made; copy++) {
                PartitionReplica replica = shard.getReplica(copy);
                if (replica != null && replica.isIdentical(members.getLocalMember())) {
                    here = copy;
                } else if (lives(replica)) {
                    others++;
                }
            }
            owned += here == 0 ? 1 : 0;
            lost += here == 0 && others == 0 ? 1 : 0;
            copied += here > 0 ? 1 : 0;
        }
        return new LeftBehind(owned, lost, copied, false);
    }

    /** Whether every shard is another host's, and this one holds a copy of none, nor is about to. */
    boolean areElsewhere() {
        PartitionReplica self = PartitionReplica.from(members.getLocalMember());
        return shards.isPartitionAssignmentDone()
                && !shards.hasOnGoingMigrationLocal()
                && Arrays.stream(shards.getInternalPartitions())
                        .allMatch(shard -> lives(shard.getOwnerReplicaOrNull()) && !shard.isOwnerOrBackup(self));
    }

    /**
     * Where the shards are.
     *
     * @param hosts that there should be: no two copies are on one
     * @param planned whether moves remain that the host that leads them has planned, or is about to
     * @param majority whether more than half of the expected hosts are there
     */
    ClusterView.Shards view(int hosts, boolean planned, boolean majority) {
        int wanted = counted.wanted();
        int owned = 0;
        int copied = 0;
        int gone = 0;
        int underReplicated = 0;
        boolean assigned = shards.isPartitionAssignmentDone();
        Set<Integer> emptied = lost.shards();
        for (InternalPartition shard : shards.getInternalPartitions()) {
            int living = 0;
            for (int copy = 0; copy < wanted; copy++) {
                PartitionReplica replica = shard.getReplica(copy);
                if (!lives(replica)) {
                    continue;
                }
                living++;
                if (replica.isIdentical(members.getLocalMember())) {
                    if (copy == 0) {
                        owned++;
                    } else {
                        copied++;
                    }
                }
            }
            if (assigned && (living == 0 || emptied.contains(shard.getPartitionId()))) {
                gone++;
            }
            if (living < Math.min(wanted, hosts) || counted.lacks(shard)) {
                underReplicated++;
            }
        }
        boolean moving = planned
                || (assigned && someoneHasNone())
                || shards.getMigrationQueueSize() > 0
                || shards.hasOnGoingMigrationLocal();
        return new ClusterView.Shards(
                shards.getPartitionCount(),
                owned,
                copied,
                gone,
                underReplicated,
                moving,
                gone == 0 && underReplicated == 0 && !moving && majority);
    }

    /**
     * Whether a host with data owns nothing yet, however many copies there are without it. The host that leads the moves
     * has planned its share then, or is about to, and the others hear of that a moment later.
     */
    private boolean someoneHasNone() {
        Set<UUID> without = members.getMembers(MemberSelectors.DATA_MEMBER_SELECTOR).stream()
                .map(Member::getUuid)
                .collect(Collectors.toCollection(HashSet::new));
        if (without.size() > shards.getPartitionCount()) {
            return false;
        }
        for (InternalPartition shard : shards.getInternalPartitions()) {
            PartitionReplica owner = shard.getReplica(0);
            if (owner != null) {
                without.remove(owner.uuid());
            }
        }
        return !without.isEmpty();
    }

    /** Who holds each shard, as far as the actors' copies go: Hazelcast's table has more, which stay empty. */
    ShardTable table() {
        while (true) {
            long version = version();
            List<ShardTable.Shard> table = Arrays.stream(shards.getInternalPartitions())
                    .map(InternalPartition::getPartitionId)
                    .map(number -> new ShardTable.Shard(number, holders(number)))
                    .toList();
            if (version() == version) {
                return new ShardTable(version, table);
            }
        }
    }

    /** Grows with each change of the table, and whenever a host comes or goes: a host that is gone holds nothing. */
    private long version() {
        return members.getMemberListVersion()
                + Arrays.stream(shards.getInternalPartitions())
                        .mapToLong(InternalPartition::version)
                        .sum();
    }

    /** The names of the nodes that hold the shard, the owner first. */
    List<String> holders(int number) {
        int wanted = counted.wanted();
        InternalPartition shard = shards.getPartition(number, false);
        List<String> holders = new ArrayList<>(wanted);
        for (int copy = 0; copy < wanted; copy++) {
            PartitionReplica replica = shard.getReplica(copy);
            Member member = replica == null ? null : members.getMember(replica.address(), replica.uuid());
            if (member != null) {
                holders.add(member.getAttribute(Settings.NODE));
            }
        }
        return holders;
    }

    private boolean lives(PartitionReplica replica) {
        return replica != null && members.getMember(replica.address(), replica.uuid()) != null;
    }
}
