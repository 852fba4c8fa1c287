package io.stockcluster.actors.engine;

import com.hazelcast.internal.cluster.ClusterService;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.internal.partition.PartitionReplica;
import com.hazelcast.map.impl.LazyMapEntry;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.Replication;
import java.util.Map;
import java.util.Optional;

/**
 * Which copies of the shards are there, as this host's table says.
 *
 * <p>Hazelcast waits for those copies that are in its table, so where one is missing it acknowledges a write with too
 * few: for up to a second after a crash, until the table is mended. Therefore the owner looks, before each change,
 * whether every copy that the answer will wait for has a living member.
 */
final class Copies {

    private final InternalPartitionService shards;
    private final ClusterService members;

    Copies(NodeEngine engine) {
        shards = (InternalPartitionService) engine.getPartitionService();
        members = engine.getClusterService();
    }

    /** Gives every shard an owner, where no node has done so yet: Hazelcast waits with that for the first message. */
    void assign() {
        shards.firstArrangement();
    }

    /** What keeps the entry's shard from holding a change as often as it must, if anything does. */
    Optional<String> missing(Map.Entry<String, Cell> entry, Replication replication) {
        int needed = replication.acknowledged();
        if (needed == 1) {
            return Optional.empty();
        }
        InternalPartition shard =
                shards.getPartition(shards.getPartitionId(((LazyMapEntry<?, ?>) entry).getKeyData()), false);
        for (int copy = 1; copy < needed; copy++) {
            if (!lives(shard.getReplica(copy))) {
                return Optional.of("Shard " + shard.getPartitionId() + " has fewer than the " + needed
                        + " copies that must hold a change (" + replication + ")");
            }
        }
        return Optional.empty();
    }

    /** Where the shards are. A shard should have {@code wanted} copies, the owner's among them. */
    ClusterView.Shards view(int wanted) {
        int owned = 0;
        int copied = 0;
        int ownerless = 0;
        int underReplicated = 0;
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
            if (shard.getReplica(0) == null) {
                ownerless++;
            }
            if (living < wanted) {
                underReplicated++;
            }
        }
        boolean moving = shards.getMigrationQueueSize() > 0 || shards.hasOnGoingMigrationLocal();
        int lost = shards.isPartitionAssignmentDone() ? ownerless : 0;
        return new ClusterView.Shards(
                shards.getPartitionCount(),
                owned,
                copied,
                lost,
                underReplicated,
                moving,
                lost == 0 && underReplicated == 0 && !moving);
    }

    private boolean lives(PartitionReplica replica) {
        return replica != null && members.getMember(replica.address(), replica.uuid()) != null;
    }
}
