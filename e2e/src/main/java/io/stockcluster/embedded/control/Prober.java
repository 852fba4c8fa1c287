package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a container how it is, as its probes say: first whether it has started, then whether it is ready and alive. One that
 * is not ready is asked more often than its probe says, as Kubernetes may. Only probes by HTTP are made; others count as
 * passed.
 */
final class Prober {

    /** Whoever wants to know what came of it. */
    interface Listener {
        void probed(boolean started, boolean ready);

        /** It is to be started anew. */
        void failed(String message);
    }

    private static final Duration TICK = Duration.ofMillis(500);

    private final Pod pod;
    private final String address;
    private final Listener listener;

    Prober(Pod pod, String address, Listener listener) {
        this.pod = pod;
        this.address = address;
        this.listener = listener;
    }

    /** Until it is interrupted. */
    void run() {
        Container container = pod.getSpec().getContainers().getFirst();
        try {
            if (!starts(Optional.ofNullable(container.getStartupProbe()))) {
                return;
            }
            listener.probed(true, container.getReadinessProbe() == null);
            Series ready = new Series(container.getReadinessProbe());
            Series live = new Series(container.getLivenessProbe());
            boolean isReady = false;
            while (true) {
                if (live.failedFor(live.ask())) {
                    listener.failed("Liveness probe failed");
                    return;
                }
                Optional<Boolean> answer = ready.ask();
                if (answer.isPresent() && (answer.get() || ready.failedFor(answer))) {
                    isReady = answer.get();
                    listener.probed(true, isReady);
                }
                if (answer.isPresent() && !isReady) {
                    ready.askNext();
                }
                Thread.sleep(TICK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean starts(Optional<Probe> startup) throws InterruptedException {
        if (startup.isEmpty()) {
            return true;
        }
        Series series = new Series(startup.get());
        while (true) {
            Optional<Boolean> answer = series.ask();
            if (answer.orElse(false)) {
                return true;
            }
            if (series.failedFor(answer)) {
                listener.failed("Startup probe failed");
                return false;
            }
            Thread.sleep(TICK);
        }
    }

    /** One kind of probe, asked once in its period. */
    private final class Series {

        private final Probe probe;
        private long due = System.nanoTime();
        private int failures;

        /** @param probe {@code null}: there is none, so nothing is ever asked */
        Series(Probe probe) {
            this.probe = probe;
            if (probe != null && probe.getInitialDelaySeconds() != null) {
                due += Duration.ofSeconds(probe.getInitialDelaySeconds()).toNanos();
            }
        }

        /** Empty while it is not due. */
        Optional<Boolean> ask() {
            if (probe == null || System.nanoTime() - due < 0) {
                return Optional.empty();
            }
            boolean good = probe.getHttpGet() == null || passes();
            due = System.nanoTime()
                    + Duration.ofSeconds(or(probe.getPeriodSeconds(), 10)).toNanos();
            failures = good ? 0 : failures + 1;
            return Optional.of(good);
        }

        void askNext() {
            due = System.nanoTime();
        }

        boolean failedFor(Optional<Boolean> answer) {
            return answer.isPresent() && failures >= or(probe.getFailureThreshold(), 3);
        }

        private boolean passes() {
            int port = Fronts.number(probe.getHttpGet().getPort(), pod);
            int millis = or(probe.getTimeoutSeconds(), 1) * 1000;
            try {
                URI uri = URI.create(
                        "http://" + address + ":" + port + probe.getHttpGet().getPath());
                var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
                connection.setConnectTimeout(millis);
                connection.setReadTimeout(millis);
                try {
                    return connection.getResponseCode() < 400;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException e) {
                return false;
            }
        }

        private static int or(Integer given, int otherwise) {
            return given == null ? otherwise : given;
        }
    }
}
