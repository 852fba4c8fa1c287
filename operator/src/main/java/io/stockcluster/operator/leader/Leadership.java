package io.stockcluster.operator.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one of several operators act at a time: the one that holds a Lease.
 *
 * <ol>
 *   <li>Who finds the Lease free, or unchanged for its whole duration, takes it. The time runs on the finder's own monotonic
 *       clock from when it first saw the Lease as it is, so that no two clocks are compared.
 *   <li>The holder renews it every few seconds. Each write names the version that was read: of two at once, one fails.
 *   <li>A holder that could not renew stops being one by itself, counted from before its last successful request, and sooner
 *       than anybody may take over. It goes on trying, and may hold the Lease again.
 *   <li>Who stops gives the Lease back, and the next need not wait.
 * </ol>
 *
 * <p>The framework's own election is not used: it asks whether its time is over only between two requests, and a request to
 * an API server that hangs is tried again for minutes; and it ends the process where this one just waits.
 */
public final class Leadership implements AutoCloseable {

    /**
     * How patient everybody is.
     *
     * @param lease how long the others leave a holder alone that they hear nothing of
     * @param renewWithin how long a holder goes on without having renewed; shorter than {@code lease}
     * @param every how often is looked, and renewed
     */
    public record Timing(Duration lease, Duration renewWithin, Duration every) {

        public static final Timing USUAL =
                new Timing(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
    }

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String identity;
    private final Timing timing;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile boolean holding;
    private volatile long heldUntil;
    private volatile long reached;

    // These are the one thread's alone.
    private LeaseSpec seen = new LeaseSpec();
    private long seenSince;
    private boolean told;

    private Leadership(KubernetesClient client, String namespace, String name, String identity, Timing timing) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.identity = identity;
        this.timing = timing;
        long now = System.nanoTime();
        this.heldUntil = now;
        this.reached = now - timing.lease().toNanos();
        this.seenSince = now;
        this.thread = Thread.ofPlatform().daemon().name("leadership").unstarted(this::run);
    }

    /**
     * Starts to try for the Lease.
     *
     * @param client one whose requests end long before {@code timing.renewWithin()}
     * @param identity unique among the operators that share the Lease
     */
    public static Leadership start(
            KubernetesClient client, String namespace, String name, String identity, Timing timing) {
        Leadership leadership = new Leadership(client, namespace, name, identity, timing);
        leadership.thread.start();
        return leadership;
    }

    /** Whether it is this operator's turn, at this very moment. */
    public boolean isHeld() {
        return holding && System.nanoTime() - heldUntil < 0;
    }

    /** Whether the Lease could be looked at lately: who waits for it, and sees that somebody else has it, is well. */
    public boolean isInTouch() {
        return System.nanoTime() - reached < timing.lease().toNanos();
    }

    /** Gives the Lease back; call it when nothing is done any more that needs it. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (thread.join(timing.renewWithin()) && holding) {
                holding = false;
                giveBack();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                look();
                tell();
            } while (!closing.await(timing.every().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            long asked = System.nanoTime();
            boolean mine = takeOrRenew();
            reached = asked;
            holding = mine;
            if (mine) {
                heldUntil = asked + timing.renewWithin().toNanos();
            }
        } catch (KubernetesClientException e) {
            LOG.debug("The Lease could not be looked at", e);
        } catch (RuntimeException e) {
            // Whatever it is: a thread that ended here would never try for the Lease again.
            LOG.warn("The Lease could not be looked at", e);
        }
    }

    /** Kubernetes refuses it where the Lease is no longer as it was read, or has come to be meanwhile. */
    private boolean takeOrRenew() {
        Lease there = client.leases().inNamespace(namespace).withName(name).get();
        if (there == null) {
            client.resource(lease(new LeaseBuilder(), renewed(0))).create();
            return true;
        }
        LeaseSpec spec = there.getSpec() == null ? new LeaseSpec() : there.getSpec();
        if (!spec.equals(seen)) {
            seen = spec;
            seenSince = System.nanoTime();
        }
        boolean mine = identity.equals(spec.getHolderIdentity());
        if (!mine && !isFree(spec)) {
            return false;
        }
        int transitions = Objects.requireNonNullElse(spec.getLeaseTransitions(), 0);
        LeaseSpec wanted = renewed(mine ? transitions : transitions + 1);
        client.resource(lease(new LeaseBuilder(there), wanted))
                .lockResourceVersion()
                .update();
        return true;
    }

    private Lease lease(LeaseBuilder builder, LeaseSpec spec) {
        return builder.editOrNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withSpec(spec)
                .build();
    }

    private boolean isFree(LeaseSpec spec) {
        boolean givenBack =
                spec.getHolderIdentity() == null || spec.getHolderIdentity().isEmpty();
        return givenBack || System.nanoTime() - seenSince > timing.lease().toNanos();
    }

    private LeaseSpec renewed(int transitions) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        LeaseSpec spec = new LeaseSpec();
        spec.setHolderIdentity(identity);
        spec.setLeaseDurationSeconds((int) timing.lease().toSeconds());
        spec.setLeaseTransitions(transitions);
        spec.setAcquireTime(holding && seen.getAcquireTime() != null ? seen.getAcquireTime() : now);
        spec.setRenewTime(now);
        return spec;
    }

    private void giveBack() {
        try {
            Lease there = client.leases().inNamespace(namespace).withName(name).get();
            if (there != null && identity.equals(there.getSpec().getHolderIdentity())) {
                there.getSpec().setHolderIdentity("");
                client.resource(there).lockResourceVersion().update();
            }
        } catch (KubernetesClientException e) {
            LOG.debug("The Lease could not be given back: it runs out", e);
        }
    }

    private void tell() {
        boolean held = isHeld();
        if (held != told) {
            told = held;
            LOG.info(held ? "It is this operator's turn ({})" : "It is no longer this operator's turn ({})", identity);
        }
    }
}
