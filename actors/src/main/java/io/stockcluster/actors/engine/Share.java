package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.cluster.impl.MembersViewResponse;
import com.hazelcast.internal.cluster.impl.operations.DemoteDataMemberOp;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.UUID;

/**
 * This host's share of the shards: gives it away, and takes one again.
 *
 * <p>Hazelcast's member asks the oldest one to be relieved of its data, and asks again each five seconds until it is. The
 * second time the oldest counts the asker among those who go: where one host would remain, it refuses for ever, although
 * it does go on with what it accepted the first time, and gives the asker nothing any more until that is over. So it is
 * brought to its end from here, as soon as nothing is left to hand over.
 *
 * <p>Only one thread uses it.
 */
final class Share {

    private final HazelcastInstance instance;
    private final NodeEngine engine;
    private final ClusterServiceImpl members;
    private final Copies copies;

    /** Who was asked last. When another one leads, that one has not heard of it. */
    private UUID asked;

    Share(HazelcastInstance instance, NodeEngine engine, Copies copies) {
        this.instance = instance;
        this.engine = engine;
        this.members = (ClusterServiceImpl) engine.getClusterService();
        this.copies = copies;
    }

    /** Whether this host has none, and will be given none. */
    boolean isGiven() {
        return instance.getCluster().getLocalMember().isLiteMember();
    }

    /** Whether the host that leads may be about to relieve this one. It cannot be told to leave that. */
    boolean isBeingGiven() {
        return !isGiven() && asked != null && asked.equals(leader());
    }

    private UUID leader() {
        return instance.getCluster().getMembers().iterator().next().getUuid();
    }

    /**
     * Hands everything over, for as long as that takes or Hazelcast has the patience.
     *
     * @throws RuntimeException it is not over
     */
    void give() {
        if (isBeingGiven() && copies.areElsewhere()) {
            finish();
            return;
        }
        try {
            instance.getCluster().demoteLocalDataMember();
        } finally {
            asked = leader();
        }
    }

    /** The last step of {@code demoteLocalDataMember}, which does not get there. */
    private void finish() {
        var last = new DemoteDataMemberOp();
        last.setCallerUuid(members.getLocalMember().getUuid());
        MembersViewResponse told = engine.getOperationService()
                .<MembersViewResponse>invokeOnMaster(ClusterServiceImpl.SERVICE_NAME, last)
                .joinInternal();
        if (!members.isMaster()) {
            members.updateMembers(
                    told.getMembersView(), told.getMemberAddress(), told.getMemberUuid(), members.getThisUuid());
        }
    }

    void take() {
        instance.getCluster().promoteLocalLiteMember();
        asked = null;
    }
}
