package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request through an HTTP node and two actor nodes, each a process of its own that says all it does. */
class TracingIT {

    private static final Duration STARTED = Duration.ofMinutes(4);
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String STATE = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";

    @TempDir
    private Path folder;

    private final Collector collector = new Collector();
    private NodeProcess http;
    private NodeProcess first;
    private NodeProcess second;

    @BeforeEach
    void start() {
        Api.makeKeys(folder);
        int[] ports = {Api.freePort(), Api.freePort()};
        Map<String, String> shared = new HashMap<>(Map.of(
                "CLUSTER_NAME",
                "tracing-it-" + ports[0],
                "CLUSTER_SEEDS",
                "127.0.0.1:" + ports[0] + ",127.0.0.1:" + ports[1],
                "CLUSTER_EXPECTED_SIZE",
                "2",
                "REPLICATION_FACTOR",
                "2",
                "AUTH_PUBLIC_KEY",
                folder.resolve("public.pem").toString(),
                "LOG_LEVEL",
                "debug",
                "LOCATION_API_URL",
                collector.uri() + "/api",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.uri(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "100",
                "NODE_ROLE",
                "actor"));
        first = NodeProcess.start("actor-0", folder, with(shared, "CLUSTER_PORT", "" + ports[0]));
        second = NodeProcess.start("actor-1", folder, with(shared, "CLUSTER_PORT", "" + ports[1]));
        http = NodeProcess.start("http-0", folder, with(shared, "NODE_ROLE", "http"));
        await().atMost(STARTED).ignoreException(UncheckedIOException.class).until(this::readyAndSafe);
    }

    private static Map<String, String> with(Map<String, String> shared, String name, String value) {
        Map<String, String> settings = new HashMap<>(shared);
        settings.put(name, value);
        return settings;
    }

    private boolean readyAndSafe() {
        var nobody = new Api(http.httpPort(), Optional.empty());
        return nobody.get("/health/ready").status() == 200
                && Stream.of(first, second)
                        .map(actor -> nobody.at(actor.managementPort())
                                .get("/cluster")
                                .json())
                        .allMatch(view -> view.path("safe").asBoolean()
                                && view.path("cluster").path("quorum").asBoolean());
    }

    @AfterEach
    void stop() {
        Stream.of(http, first, second).forEach(NodeProcess::close);
        collector.close();
    }

    /** Something to move. */
    private void deliver(String requestId) {
        Api.Reply reply = new Api(http.httpPort(), Optional.of(Api.token(folder, "Store Stock Controller")))
                .post(
                        "/locations/Depot/deliveries",
                        "{\"requestId\":\"" + requestId
                                + "\",\"supplierId\":\"s\",\"supplierRef\":\"r\",\"deliveredAt\":"
                                + "\"2024-12-26T10:00:00Z\",\"products\":[{\"productId\":\"Tea\",\"quantity\":5}]}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private HttpResponse<String> move() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + http.httpPort() + "/locations/Depot/Tea/movements"))
                .header("Authorization", "Bearer " + Api.token(folder, "Store Stock Controller"))
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .header("tracestate", "rojo=00f067aa0ba902b7")
                .header("tracestate", "congo=t61rcWkgMzE")
                .POST(HttpRequest.BodyPublishers.ofString("{\"requestId\":\"m1\",\"destinationLocationId\":\"Shop\","
                        + "\"quantity\":1,\"reason\":\"replenishment\",\"movedAt\":\"2024-12-26T15:35:00Z\"}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void a_request_is_one_trace_through_all_nodes_that_it_touches() throws Exception {
        deliver("first");
        HttpResponse<String> answer = move();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().map().toString()).doesNotContain(TRACE);
        // Each node tells of a span some time after the span's end, and a request's own ends after its answer.
        await().atMost(SOON).untilAsserted(this::theRequestIsOneTrace);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Stream.of(http, first, second))
                        .allSatisfy(node -> assertThat(node.log()).contains("traceId=" + TRACE + " spanId=")));
        await().atMost(SOON).untilAsserted(() -> {
            // How long copies take is known of what is written once the node is connected to all of them.
            deliver(UUID.randomUUID().toString());
            assertThat(new Api(http.managementPort(), Optional.empty())
                            .get("/metrics")
                            .text())
                    .containsPattern("stock_actor_replication_wait_seconds_count\\{type=\"stock-pot\"} [1-9]")
                    .containsPattern("stock_location_api_seconds_count\\{outcome=\"found\"} [1-9]")
                    .contains("stock_location_api_circuit 0");
        });
    }

    private void theRequestIsOneTrace() {
        List<Collector.Span> spans = collector.of(TRACE);
        Collector.Span request = named(spans, "POST /locations/");
        assertThat(request.node()).isEqualTo("http-0");
        assertThat(request.parent()).isEqualTo(CALLER);
        assertThat(spans)
                .as("what tools say of the trace, on each node")
                .extracting(Collector.Span::state)
                .containsOnly(STATE);
        Collector.Span send = named(spans, "send stock-pot");
        Collector.Span message = parent(spans, send);
        assertThat(message.name()).isEqualTo("message stock-pot");
        assertThat(message.node()).startsWith("actor-");
        assertThat(parent(spans, message).name()).isEqualTo("ask stock-pot");
        assertThat(parent(spans, parent(spans, message))).isEqualTo(request);
        assertThat(spans.stream()
                        .filter(span -> span.name().equals("copy stock-pot"))
                        .map(span -> parent(spans, span)))
                .contains(message, send);
        assertThat(collector.asked())
                .anySatisfy(header -> assertThat(header)
                        .isIn(spans.stream()
                                .filter(span -> span.name().equals("GET Location API"))
                                .map(span -> "00-" + TRACE + "-" + span.id() + "-01 " + STATE)
                                .toList()));
    }

    private static Collector.Span named(List<Collector.Span> spans, String beginning) {
        return spans.stream()
                .filter(span -> span.name().startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError(beginning + " is not among " + spans));
    }

    private static Collector.Span parent(List<Collector.Span> spans, Collector.Span child) {
        return spans.stream()
                .filter(span -> span.id().equals(child.parent()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no parent of " + child + " among " + spans));
    }
}
