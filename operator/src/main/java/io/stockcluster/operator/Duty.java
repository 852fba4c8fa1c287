package io.stockcluster.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the operator while it is its turn.
 *
 * <ol>
 *   <li>It is our turn, and nothing runs: start.
 *   <li>It is no longer our turn: stop, and wait for the next one. The process goes on: one that ended would come back only
 *       after Kubernetes' ever longer pauses between restarts, just when the API server was gone for a while.
 *   <li>A kind came to be, or went, that Kubernetes itself does not have: start anew, with other watches.
 * </ol>
 */
final class Duty implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Duty.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final OperatorProcess.Setup setup;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<OperatorProcess> running = Optional.empty();
    private long lookedAround;
    private String lastTrouble = "";

    Duty(KubernetesClient client, OperatorProcess.Setup setup) {
        this.client = client;
        this.setup = setup;
    }

    /**
     * Returns when it is told to stop.
     *
     * @throws OperatorProcess.CannotStart where something is missing that does not come by itself, or that a person at a
     *     terminal would rather know at once
     */
    void run() {
        try {
            while (!stopping.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
            stopped.countDown();
        }
    }

    boolean isRunning() {
        return running.isPresent();
    }

    /** Every watch is connected, or there is no need of any. */
    boolean isWell() {
        return running.map(OperatorProcess::isHealthy).orElse(true);
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        boolean turn = setup.turn().getAsBoolean();
        if (running.isPresent() && (!turn || surroundingsChanged())) {
            stop();
        }
        if (running.isEmpty() && turn) {
            start();
        }
    }

    private void start() {
        try {
            running = Optional.of(OperatorProcess.start(client, setup));
            lookedAround = System.nanoTime();
            lastTrouble = "";
            LOG.info(
                    "Looking after StockClusters in {}, with node image {}",
                    setup.namespaces().isEmpty() ? "all namespaces" : setup.namespaces(),
                    setup.nodeImage().orElse("none (each has to name one)"));
        } catch (OperatorProcess.CannotStart e) {
            if (!e.isPassing() || setup.ownNamespace().isEmpty()) {
                throw e;
            }
            if (!e.getMessage().equals(lastTrouble)) {
                lastTrouble = e.getMessage();
                LOG.warn("Cannot start yet, and goes on trying: {}", e.getMessage());
            }
        }
    }

    private void stop() {
        running.ifPresent(OperatorProcess::close);
        running = Optional.empty();
        setup.metrics().noClusters();
    }

    private boolean surroundingsChanged() {
        if (System.nanoTime() - lookedAround < LOOK_AROUND.toNanos()) {
            return false;
        }
        lookedAround = System.nanoTime();
        try {
            boolean changed = !Discovery.look(client, setup.ownNamespace())
                    .equals(running.orElseThrow().surroundings());
            if (changed) {
                LOG.info("PodMonitor or HTTPRoute was installed or removed: starting anew");
            }
            return changed;
        } catch (KubernetesClientException e) {
            LOG.debug("Could not look around", e);
            return false;
        }
    }
}
