package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.cluster.impl.MembersViewResponse;
import com.hazelcast.internal.cluster.impl.operations.DemoteDataMemberOp;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ActorsUnreachable;
import java.time.Duration;
import java.util.UUID;

/**
 * This host's share of the shards: gives it away, and takes one again.
 *
 * <p>Hazelcast's member asks the oldest one to be relieved of its data. Asked for the second time, the oldest counts the
 * asker among those who go: where one host would remain, it refuses for ever, although it does go on with what it accepted
 * the first time, and gives the asker nothing any more until that is over. So it is brought to its end from here, as soon as
 * nothing is left to hand over. An oldest one that came to lead meanwhile knows of nothing.
 *
 * <p>Only one thread uses it.
 */
final class Share {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HazelcastInstance instance;
    private final NodeEngine engine;
    private final ClusterServiceImpl members;
    private final Copies copies;
    private final Inquiries inquiries;

    Share(HazelcastInstance instance, NodeEngine engine, Copies copies, Inquiries inquiries) {
        this.instance = instance;
        this.engine = engine;
        this.members = (ClusterServiceImpl) engine.getClusterService();
        this.copies = copies;
        this.inquiries = inquiries;
    }

    /** Whether this host has none, and will be given none. */
    boolean isGiven() {
        return instance.getCluster().getLocalMember().isLiteMember();
    }

    /**
     * Whether the host that leads is about to relieve this one.
     *
     * @throws ActorsUnreachable it does not say
     */
    boolean isBeingGiven() {
        return inquiries.isRelieved(self()).orElseThrow(Share::silence);
    }

    /**
     * Keeps what this host still has. Takes back what is on its way.
     *
     * @return whether it has a share
     * @throws ActorsUnreachable the host that leads does not say
     */
    boolean keep() {
        return inquiries.keeps(self()).orElseThrow(Share::silence);
    }

    private UUID self() {
        return instance.getCluster().getLocalMember().getUuid();
    }

    private static ActorsUnreachable silence() {
        return new ActorsUnreachable("The oldest node does not say whether it moves away what this one has", null);
    }

    /**
     * Begins to hand everything over, and waits a little for the end of that.
     *
     * @throws RuntimeException nobody leads it
     */
    void give() {
        try {
            instance.getCluster().demoteLocalDataMember();
        } catch (HazelcastInstanceNotActiveException e) {
            throw e;
        } catch (IllegalStateException e) {
            if (!isBeingGiven()) {
                throw e;
            }
        }
    }

    /** Goes on with what was begun, for a while or to its end. */
    void goOn() throws InterruptedException {
        if (copies.areElsewhere()) {
            finish();
        } else {
            give();
            // Where one host would remain, Hazelcast has refused at once.
            Thread.sleep(PAUSE);
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
    }
}
