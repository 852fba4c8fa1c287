package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.DrainRefused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes a host out of the shards' table and back in. Drained, it is a member without data: it owns nothing and copies
 * nothing, but still counts for the majority, and can go at any moment without anybody missing it.
 *
 * <p>Hazelcast hands over step by step, each shard with its copies first. A host that is wanted back meanwhile keeps what it
 * still has, and takes its share of the rest again. Only then are the other hosts told that it is not to be drained any more.
 * Where the host that led a drain is gone, the next one knows nothing of it: it begins anew, if those that are left can
 * still take everything over.
 */
final class Draining {

    private static final Logger LOG = System.getLogger(Draining.class.getName());

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What is to be done next, and how it is called where it does not succeed. */
    private record Step(String name, Work work) {}

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private final Share share;
    private final Drains claims;
    private volatile ClusterView.State state = ClusterView.State.ACTIVE;
    private boolean wanted;
    private boolean claimed;
    private boolean working;

    /** The step that did not succeed last, as it was said. Only the one thread that works uses it. */
    private String told = "";

    Draining(Share share, Drains claims) {
        this.share = share;
        this.claims = claims;
    }

    ClusterView.State state() {
        return state;
    }

    /**
     * Starts to hand everything over.
     *
     * @throws DrainRefused the other hosts cannot take it over
     * @throws ActorsUnreachable the others cannot be told now
     */
    synchronized void drain() {
        if (wanted && state != ClusterView.State.ACTIVE) {
            return;
        }
        try {
            claims.claim();
        } catch (ActorsUnreachable e) {
            // They may have been told all the same.
            want(wanted);
            throw e;
        }
        if (state == ClusterView.State.ACTIVE) {
            state = ClusterView.State.DRAINING;
        }
        want(true);
    }

    /** Starts to take a share again. */
    synchronized void undrain() {
        want(false);
    }

    /** Takes its share again, where nobody else takes actors any more: who leaves now could hand over to nobody. */
    synchronized void standIn() {
        try {
            if (wanted && claims.mustTake()) {
                LOG.log(Level.INFO, "This node takes its share again: who leaves could hand over to nobody else");
                want(false);
            }
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.log(Level.DEBUG, "This node stopped while it was about to take its share again", e);
        }
    }

    private void want(boolean drained) {
        wanted = drained;
        claimed = true;
        if (!working) {
            working = true;
            Thread.ofPlatform().name("actors-draining").daemon().start(this::work);
        }
    }

    private void work() {
        try {
            for (Optional<Step> step = next(); step.isPresent(); step = next()) {
                take(step.get());
            }
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.log(Level.DEBUG, "This node stopped while it was about to hand over or to take a share again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing, where all is as it is wanted. */
    private synchronized Optional<Step> next() {
        if (share.isGiven() && wanted) {
            return done(ClusterView.State.DRAINED);
        }
        state = wanted ? ClusterView.State.DRAINING : ClusterView.State.ACTIVE;
        if (share.isGiven()) {
            return Optional.of(new Step("take its share again", share::take));
        }
        if (wanted) {
            return Optional.of(new Step("hand over everything", this::handOver));
        }
        if (claimed) {
            return Optional.of(new Step("tell the others that it is not to be drained any more", this::keep));
        }
        return done(ClusterView.State.ACTIVE);
    }

    private void handOver() throws InterruptedException {
        if (share.isBeingGiven()) {
            share.goOn();
        } else {
            claims.check();
            share.give();
        }
    }

    private void keep() throws InterruptedException {
        if (share.keep()) {
            release();
        } else {
            // It has given all away, and is about to hear of that.
            Thread.sleep(PAUSE);
        }
    }

    private Optional<Step> done(ClusterView.State end) {
        state = end;
        working = false;
        return Optional.empty();
    }

    private synchronized void release() {
        if (!wanted) {
            claims.release();
            claimed = false;
        }
    }

    private void take(Step step) throws InterruptedException {
        try {
            step.work().run();
            told = "";
        } catch (HazelcastInstanceNotActiveException e) {
            throw e;
        } catch (RuntimeException e) {
            // The oldest host leads this, and may be gone, or have enough to do with what it was asked before.
            LOG.log(
                    step.name().equals(told) ? Level.DEBUG : Level.INFO,
                    "This node has yet to " + step.name() + ", and tries again until it has",
                    e);
            told = step.name();
            Thread.sleep(PAUSE);
        }
    }
}
