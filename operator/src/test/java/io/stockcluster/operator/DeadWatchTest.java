package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.stockcluster.operator.metrics.OperatorMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the probes say of an operator, wired as its process does it, at an API server that does not let it watch any more. */
class DeadWatchTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void anOperatorThatSeesNothingIsNotReadyAndAfterAWhileNotAlive() throws IOException {
        try (Api api = new Api();
                KubernetesClient client = api.client();
                Duty duty = new Duty(
                        client,
                        new OperatorProcess.Setup(
                                Set.of(), Optional.empty(), Optional.empty(), new OperatorMetrics(), () -> true));
                HealthServer health = HealthServer.start(
                        0,
                        new Liveness(duty::isWell, () -> client.getKubernetesVersion() != null, nanos::get)::isLive,
                        () -> duty.isRunning() && duty.isWell(),
                        () -> "")) {
            Thread.startVirtualThread(duty::run);
            awaitStatus(health, "ready", 200);

            api.endWatches();
            awaitStatus(health, "ready", 503);
            awaitStatus(health, "live", 200);
            nanos.addAndGet(Liveness.PATIENCE.toNanos());
            awaitStatus(health, "live", 503);

            api.takeWatches();
            awaitStatus(health, "ready", 200);
            awaitStatus(health, "live", 200);
        }
    }

    private static void awaitStatus(HealthServer health, String what, int status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(HealthServerTest.status(health, what))
                        .as(what)
                        .isEqualTo(status));
    }

    /** An API server without any resource: it answers questions, and takes watches or ends and refuses them. */
    private static final class Api implements AutoCloseable {

        /** As one that has just started does: what it watches itself is not there yet. */
        private static final int NOT_YET = 503;

        private static final String BOOKMARK = """
                {"type": "BOOKMARK", "object": {"apiVersion": "v1", "kind": "Any", "metadata": {"resourceVersion": "1"}}}
                """;

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final Set<HttpExchange> watches = ConcurrentHashMap.newKeySet();
        private volatile boolean takesWatches = true;

        Api() throws IOException {
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/api", this::resources);
            server.createContext("/version", exchange -> send(exchange, 200, "{\"major\": \"1\", \"minor\": \"34\"}"));
            server.start();
        }

        KubernetesClient client() {
            Config config = new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://localhost:" + server.getAddress().getPort())
                    .withOnlyHttpWatches(true)
                    .build();
            return new KubernetesClientBuilder().withConfig(config).build();
        }

        synchronized void endWatches() {
            takesWatches = false;
            watches.forEach(HttpExchange::close);
            watches.clear();
        }

        void takeWatches() {
            takesWatches = true;
        }

        private void resources(HttpExchange exchange) throws IOException {
            if (exchange.getRequestURI().getPath().contains("/monitoring.coreos.com/")
                    || exchange.getRequestURI().getPath().contains("/gateway.networking.k8s.io/")) {
                send(exchange, 404, "{}");
            } else if (!exchange.getRequestURI().toString().contains("watch=true")) {
                send(exchange, 200, "{\"metadata\": {\"resourceVersion\": \"1\"}, \"items\": []}");
            } else {
                watch(exchange);
            }
        }

        private synchronized void watch(HttpExchange exchange) throws IOException {
            if (takesWatches) {
                exchange.sendResponseHeaders(200, 0);
                // The client takes a stream for a watch once it has said something.
                exchange.getResponseBody().write(BOOKMARK.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                watches.add(exchange);
            } else {
                send(exchange, NOT_YET, "{}");
            }
        }

        private static void send(HttpExchange exchange, int status, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
