package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.stockcluster.actors.ActorId;

/** Whether an actor is this host's own, as its table says now. */
record Own(HazelcastInstance instance) {

    boolean owns(ActorId id) {
        Member owner = instance.getPartitionService().getPartition(id.key()).getOwner();
        return owner != null && owner.localMember();
    }
}
