package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.DrainRefused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Takes a host out of the shards' table and back in. Drained, it is a member without data: it owns nothing and copies
 * nothing, but still counts for the majority, and can go at any moment without anybody missing it.
 *
 * <p>Hazelcast hands over step by step, each shard with its copies first, and returns when all are gone.
 */
final class Draining {

    private static final Logger LOG = System.getLogger(Draining.class.getName());

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HazelcastInstance instance;
    private final Drains claims;
    private volatile ClusterView.State state = ClusterView.State.ACTIVE;
    private boolean wanted;
    private boolean working;

    Draining(HazelcastInstance instance, Drains claims) {
        this.instance = instance;
        this.claims = claims;
    }

    ClusterView.State state() {
        return state;
    }

    /**
     * Starts to hand everything over.
     *
     * @throws DrainRefused the other hosts cannot take it over
     */
    synchronized void drain() {
        if (wanted && state != ClusterView.State.ACTIVE) {
            return;
        }
        claims.claim();
        if (state == ClusterView.State.ACTIVE) {
            state = ClusterView.State.DRAINING;
        }
        want(true);
    }

    /** Starts to take a share again. */
    synchronized void undrain() {
        want(false);
    }

    private void want(boolean drained) {
        wanted = drained;
        if (!working) {
            working = true;
            Thread.ofPlatform().name("actors-draining").daemon().start(this::work);
        }
    }

    private void work() {
        try {
            handOver();
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.log(Level.DEBUG, "This node stopped while it was about to hand over or to take a share again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOver() throws InterruptedException {
        while (true) {
            boolean drain;
            synchronized (this) {
                boolean drained = instance.getCluster().getLocalMember().isLiteMember();
                if (drained == wanted) {
                    finish(drained);
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
            } catch (HazelcastInstanceNotActiveException e) {
                throw e;
            } catch (RuntimeException e) {
                // The oldest host leads this, and may be gone: the next one knows nothing of it.
                LOG.log(
                        Level.WARNING,
                        drain
                                ? "This node could not hand over, and tries again"
                                : "This node could not take a share, and tries again",
                        e);
                Thread.sleep(PAUSE);
            }
        }
    }

    private void finish(boolean drained) {
        state = drained ? ClusterView.State.DRAINED : ClusterView.State.ACTIVE;
        working = false;
        if (!drained) {
            try {
                claims.release();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The other nodes were not told that this one is not to be drained any more", e);
            }
        }
    }
}
