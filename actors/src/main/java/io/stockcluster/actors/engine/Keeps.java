package io.stockcluster.actors.engine;

import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.partition.impl.InternalPartitionServiceImpl;
import com.hazelcast.spi.impl.NodeEngineImpl;
import java.util.UUID;

/**
 * Tells the host that leads that another one, which it is about to relieve, keeps its share. Answers whether it does: not
 * where it has been relieved already.
 *
 * <p>Hazelcast has no word for that. But a member that is gone wants nothing any more: its request is forgotten, and all is
 * planned anew, for the members that are there. This one is.
 */
final class Keeps extends Question<Boolean> {

    final UUID keeper;

    Keeps(UUID keeper) {
        this.keeper = keeper;
    }

    @Override
    public Boolean call() {
        NodeEngineImpl engine = ((HazelcastInstanceImpl) host()).node.nodeEngine;
        MemberImpl member = engine.getClusterService().getMember(keeper);
        if (member == null || member.isLiteMember()) {
            return false;
        }
        var shards = (InternalPartitionServiceImpl) engine.getPartitionService();
        if (shards.getMigrationManager().getDataDisownRequestedMembers().contains(member)) {
            shards.memberRemoved(member);
        }
        return true;
    }
}
