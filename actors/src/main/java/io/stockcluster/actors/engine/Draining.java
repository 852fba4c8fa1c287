package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.stockcluster.actors.ClusterView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Takes a host out of the shards' table and back in. Drained, it is a member without data: it owns nothing and copies
 * nothing, but still counts for the majority, and can go at any moment without anybody missing it.
 *
 * <p>Hazelcast hands over step by step, each shard with its copies first, and returns when all are gone.
 */
final class Draining {

    private static final Logger LOG = System.getLogger(Draining.class.getName());

    private final HazelcastInstance instance;
    private ClusterView.State state = ClusterView.State.ACTIVE;
    private boolean wanted;
    private boolean working;

    Draining(HazelcastInstance instance) {
        this.instance = instance;
    }

    synchronized ClusterView.State state() {
        return state;
    }

    /**
     * Starts to hand everything over.
     *
     * @throws IllegalStateException there is no other host
     */
    synchronized void drain() {
        if (state == ClusterView.State.ACTIVE && othersWithData() == 0) {
            throw new IllegalStateException(
                    "This is the last node that hosts actors: there is no other to hand them over to");
        }
        want(true);
    }

    /** Starts to take a share again. */
    synchronized void undrain() {
        want(false);
    }

    private long othersWithData() {
        return instance.getCluster().getMembers().stream()
                .filter(member -> !member.localMember() && !member.isLiteMember())
                .count();
    }

    private void want(boolean drained) {
        wanted = drained;
        if (!working) {
            working = true;
            Thread.ofPlatform().name("actors-draining").daemon().start(this::work);
        }
    }

    private void work() {
        while (true) {
            boolean drain;
            synchronized (this) {
                Member self = instance.getCluster().getLocalMember();
                if (self.isLiteMember() == wanted) {
                    state = wanted ? ClusterView.State.DRAINED : ClusterView.State.ACTIVE;
                    working = false;
                    return;
                }
                drain = wanted;
                state = drain ? ClusterView.State.DRAINING : ClusterView.State.ACTIVE;
            }
            try {
                if (drain) {
                    instance.getCluster().demoteLocalDataMember();
                } else {
                    instance.getCluster().promoteLocalLiteMember();
                }
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, drain ? "This node could not be drained" : "This node takes no share again", e);
                synchronized (this) {
                    wanted = instance.getCluster().getLocalMember().isLiteMember();
                }
            }
        }
    }
}
