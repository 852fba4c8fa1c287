package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.partition.impl.InternalPartitionServiceImpl;
import java.util.UUID;

/** Asks the host that leads whether it is about to relieve another one of all that it has, or has done so. */
final class IsRelieved extends Question<Boolean> {

    final UUID relieved;

    IsRelieved(UUID relieved) {
        this.relieved = relieved;
    }

    @Override
    public Boolean call() {
        var shards =
                (InternalPartitionServiceImpl) ((HazelcastInstanceImpl) host()).node.nodeEngine.getPartitionService();
        return shards.getMigrationManager().getDataDisownRequestedMembers().stream()
                .map(Member::getUuid)
                .anyMatch(relieved::equals);
    }
}
