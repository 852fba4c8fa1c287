package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.node.config.SettingsReader;
import io.stockcluster.node.config.Sources;
import io.stockcluster.node.config.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What dashboards and alerts count on is told by nodes of each role that have really done something. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractMetricsTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    private Path keys;
    private String seeds;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Api> actors = new ArrayList<>();
    private Api http;
    private Api httpWithLocationApi;
    private Api admin;

    @BeforeAll
    void start(@TempDir Path folder) {
        keys = folder;
        Api.makeKeys(keys);
        List<Integer> ports =
                IntStream.range(0, 3).mapToObj(i -> Api.freePort()).toList();
        seeds = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        for (int i = 0; i < 2; i++) {
            actors.add(start("actor-" + i, Map.of("NODE_ROLE", "actor", "CLUSTER_PORT", "" + ports.get(i))));
        }
        int port = Api.freePort();
        http = start("http-0", Map.of("NODE_ROLE", "http", "HTTP_PORT", "" + port));
        await().atMost(SOON).until(() -> safe() && http.get("/health/ready").status() == 200);
        admin = new Api(port, Optional.of(Api.token(keys, "System Administrator")));
        assertThat(admin.put("/locations/Depot", "{\"roles\":[\"TrackedInventoryLocation\"]}")
                        .status())
                .isEqualTo(200);
        sell();
        // What is there moves, in part, to the next one.
        actors.add(start("actor-2", Map.of("NODE_ROLE", "actor", "CLUSTER_PORT", "" + ports.get(2))));
        await().atMost(SOON).until(this::safe);
        sell();
        assertThat(admin.get("/locations/Depot/products/Tea-1").status()).isEqualTo(200);
        assertThat(admin.as(Optional.empty())
                        .get("/locations/Depot/products/Tea-1")
                        .status())
                .isEqualTo(401);
        int another = Api.freePort();
        httpWithLocationApi = start(
                "http-1",
                Map.of(
                        "NODE_ROLE",
                        "http",
                        "HTTP_PORT",
                        "" + another,
                        "LOCATION_API_URL",
                        "http://127.0.0.1:" + Api.freePort()));
        await().atMost(SOON)
                .until(() ->
                        admin.at(another).get("/locations/Depot/products/Tea").status() == 502);
    }

    private boolean safe() {
        return actors.stream().allMatch(node -> {
            var view = node.get("/cluster").json();
            return view.path("safe").asBoolean()
                    && view.path("cluster").path("quorum").asBoolean()
                    && view.path("cluster").path("members").size() == actors.size();
        });
    }

    private void sell() {
        for (int i = 0; i < 30; i++) {
            String path = "/locations/Depot/products/Tea-" + i + "/sales";
            String body =
                    "{\"requestId\":\"" + System.nanoTime() + "\",\"quantity\":1,\"soldAt\":\"2024-12-26T15:35:00Z\"}";
            // A machine that stands still ends the owners' leases: as clients do, it is said again then.
            await().pollDelay(Duration.ZERO).atMost(SOON).untilAsserted(() -> {
                Api.Reply reply = admin.post(path, body);
                assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            });
        }
    }

    private Api.Reply count(String product) {
        return admin.post(
                "/locations/Depot/products/" + product + "/counts",
                "{\"requestId\":\"" + System.nanoTime()
                        + "\",\"quantity\":1,\"reason\":\"AdminOverride\",\"countedAt\":\"2024-12-26T15:35:00Z\"}");
    }

    private Api start(String name, Map<String, String> more) {
        int port = Api.freePort();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("NODE_NAME", name);
        environment.put("MANAGEMENT_PORT", "" + port);
        environment.put("CLUSTER_NAME", "metrics-" + keys.getFileName());
        environment.put("CLUSTER_SEEDS", seeds);
        environment.put("REPLICATION_FACTOR", "2");
        environment.put("WRITE_TIMEOUT", "30s");
        environment.put("AUTH_PUBLIC_KEY", keys.resolve("public.pem").toString());
        nodes.add(Node.start(SettingsReader.read(new Sources(Map.of(), environment, Map.of()), Surroundings.real())
                .settings()
                .orElseThrow()));
        return new Api(port, Optional.empty());
    }

    @AfterAll
    void stop() {
        nodes.reversed().forEach(Node::close);
    }

    /** The sum over all that has the name and these labels; nothing, where there is no such thing. */
    private static Optional<Double> value(Api node, String name, String... labels) {
        String text = node.get("/metrics").text();
        return text.lines()
                .filter(line ->
                        Pattern.compile("^" + name + "[{ ]").matcher(line).find())
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Double::sum);
    }

    private double inAll(String name, String... labels) {
        return actors.stream().mapToDouble(node -> number(node, name, labels)).sum();
    }

    private static double number(Api node, String name, String... labels) {
        return value(node, name, labels)
                .orElseThrow(() -> new AssertionError("no " + name + " with " + List.of(labels)));
    }

    /** What nodes tell follows what happens: they count what they have answered, and hear of each other later. */
    private static void soon(ThrowingRunnable assertions) {
        await().atMost(SOON).untilAsserted(assertions);
    }

    @Test
    void every_node_tells_of_the_cluster_the_jvm_and_its_process() {
        assertThat(Stream.concat(actors.stream(), Stream.of(http)))
                .allSatisfy(node -> soon(() -> {
                    assertThat(number(node, "stock_cluster_members")).isEqualTo(3);
                    assertThat(number(node, "jvm_memory_used_bytes")).isPositive();
                    assertThat(number(node, "process_uptime_seconds")).isPositive();
                }));
    }

    @Test
    void actor_nodes_tell_of_their_shards_actors_and_messages() {
        soon(() -> assertThat(inAll("stock_shards", "state=\"owned\"")).isEqualTo(271));
        assertThat(actors)
                .allSatisfy(node -> soon(() -> {
                    assertThat(number(node, "stock_shards", "state=\"copies\"")).isPositive();
                    assertThat(number(node, "stock_shards", "state=\"lost\"")).isZero();
                    assertThat(number(node, "stock_shards", "state=\"under-replicated\""))
                            .isZero();
                    assertThat(number(node, "stock_actor_messages_total", "type=\"stock-pot\"", "outcome=\"changed\""))
                            .isPositive();
                    assertThat(number(node, "stock_actor_message_seconds_count", "type=\"stock-pot\""))
                            .isPositive();
                }));
        soon(() -> {
            assertThat(inAll("stock_actors_loaded", "type=\"stock-pot\""))
                    .as("each of thirty pots, where it is owned")
                    .isEqualTo(30);
            assertThat(inAll("stock_actors_loaded", "type=\"locations\"")).isEqualTo(1);
            assertThat(inAll("stock_actors_loaded", "type=\"jobs\""))
                    .as("nobody has changed a job")
                    .isZero();
        });
    }

    @Test
    void a_node_tells_of_what_has_moved_to_it() {
        Api second = actors.getLast();
        soon(() -> {
            assertThat(number(second, "stock_migrations_total", "outcome=\"done\""))
                    .isPositive();
            assertThat(number(second, "stock_migration_seconds_count")).isPositive();
            assertThat(number(second, "stock_migration_bytes_total")).isPositive();
        });
        soon(() -> assertThat(inAll("stock_migrations_total", "outcome=\"failed\""))
                .as("what has just come may send back what comes too early, which comes again then")
                .isEqualTo((double) failedMoves()));
    }

    private long failedMoves() {
        return StreamSupport.stream(
                        actors.getFirst()
                                .get("/cluster/migrations")
                                .json()
                                .path("recent")
                                .spliterator(),
                        false)
                .filter(move -> move.path("status").asText().equals("failed"))
                .count();
    }

    @Test
    void actor_nodes_tell_truly_of_the_store_that_there_is_none_of() {
        assertThat(actors).allSatisfy(node -> {
            for (String type : List.of("stock-pot", "deliveries", "jobs", "locations")) {
                assertThat(number(node, "stock_actors_passivated_total", "type=\"" + type + "\""))
                        .isZero();
            }
            assertThat(number(node, "stock_journal_append_seconds_count")).isZero();
            assertThat(number(node, "stock_journal_append_seconds_sum")).isZero();
            assertThat(number(node, "stock_journal_unsaved")).isZero();
        });
    }

    @Test
    void every_node_says_who_it_is() {
        assertThat(number(actors.getFirst(), "stock_node_info", "node=\"actor-0\"", "role=\"actor\"", "version=\""))
                .isEqualTo(1);
        assertThat(number(http, "stock_node_info", "node=\"http-0\"", "role=\"http\"", "version=\""))
                .isEqualTo(1);
    }

    @Test
    void http_nodes_tell_of_requests_and_of_what_they_wait_for() {
        soon(() -> {
            assertThat(number(http, "stock_http_server_requests_seconds_count", "/sales\"", "status=\"201\""))
                    .isEqualTo(60);
            assertThat(number(http, "stock_routing_seconds_count", "type=\"stock-pot\"", "outcome=\"answered\""))
                    .isGreaterThanOrEqualTo(61);
            assertThat(number(http, "stock_requests_refused_total", "reason=\"Unauthorized\""))
                    .isEqualTo(1);
        });
        // It can tell only from when it has reached every host, since owners wait themselves until then.
        soon(() -> {
            assertThat(count("Tea-1").status()).isEqualTo(201);
            assertThat(number(http, "stock_actor_replication_wait_seconds_count", "type=\"stock-pot\""))
                    .isPositive();
        });
        assertThat(number(http, "stock_requests_refused_total", "reason=\"Overloaded\""))
                .as("known before it happens: from nothing to one is no increase to Prometheus")
                .isZero();
    }

    @Test
    void http_nodes_that_ask_a_location_api_tell_of_that() {
        assertThat(number(httpWithLocationApi, "stock_location_api_seconds_count", "outcome=\"unreachable\""))
                .isPositive();
        assertThat(number(httpWithLocationApi, "stock_location_api_circuit")).isBetween(0.0, 2.0);
    }
}
