package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockcluster.node.config.Settings;
import io.stockcluster.node.config.SettingsReader;
import io.stockcluster.node.config.Sources;
import io.stockcluster.node.config.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that host actors, and one that serves the API, in this process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShardsAndMovesTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    private Path keys;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Api> actors = new ArrayList<>();
    private Api http;
    private Api stock;

    @BeforeAll
    void start(@TempDir Path folder) {
        keys = folder;
        Api.makeKeys(keys);
        List<Integer> ports =
                IntStream.range(0, 2).mapToObj(i -> Api.freePort()).toList();
        for (int i = 0; i < 2; i++) {
            actors.add(start("actor-" + i, ports, Map.of("NODE_ROLE", "actor", "CLUSTER_PORT", "" + ports.get(i))));
        }
        int port = Api.freePort();
        http = start("http-0", ports, Map.of("NODE_ROLE", "http", "HTTP_PORT", "" + port));
        stock = new Api(port, Optional.of(Api.token(keys, "System Administrator")));
        await().atMost(SOON)
                .until(() -> actors.stream().allMatch(ShardsAndMovesTest::safe)
                        && http.get("/health/ready").status() == 200);
        // A machine that stands still ends the owners' leases: as clients do, it is said again then.
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(stock.put("/locations/Depot", "{\"roles\":[\"TrackedInventoryLocation\"]}"))
                                .extracting(Api.Reply::status)
                                .isEqualTo(200));
        Api controller = stock.as(Optional.of(Api.token(keys, "Store Stock Controller")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(controller.post(
                                "/locations/Depot/products/Tea/sales",
                                "{\"requestId\":\"1\",\"quantity\":1,\"soldAt\":\"2024-12-26T15:35:00Z\"}"))
                        .extracting(Api.Reply::status)
                        .isEqualTo(201));
    }

    private static boolean safe(Api node) {
        var view = node.get("/cluster").json();
        return view.path("safe").asBoolean()
                && view.path("cluster").path("quorum").asBoolean();
    }

    private Api start(String name, List<Integer> clusterPorts, Map<String, String> more) {
        int port = Api.freePort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "NODE_NAME",
                name,
                "MANAGEMENT_PORT",
                "" + port,
                "CLUSTER_NAME",
                "shards-" + clusterPorts.getFirst(),
                "CLUSTER_SEEDS",
                "127.0.0.1:" + clusterPorts.get(0) + ",127.0.0.1:" + clusterPorts.get(1),
                "CLUSTER_EXPECTED_SIZE",
                "2",
                "REPLICATION_FACTOR",
                "2",
                "WRITE_TIMEOUT",
                "30s",
                "AUTH_PUBLIC_KEY",
                keys.resolve("public.pem").toString()));
        environment.putAll(more);
        Settings settings = SettingsReader.read(new Sources(Map.of(), environment, Map.of()), Surroundings.real())
                .settings()
                .orElseThrow();
        nodes.add(Node.start(settings));
        return new Api(port, Optional.empty());
    }

    @AfterAll
    void stop() {
        nodes.reversed().forEach(Node::close);
    }

    private Stream<Api> everyNode() {
        return Stream.concat(actors.stream(), Stream.of(http));
    }

    @Test
    void every_node_tells_where_an_actor_is() {
        assertThat(everyNode())
                .allSatisfy(node -> await().atMost(SOON).untilAsserted(() -> {
                    var reply = node.get("/cluster/actors/stock-pot?key=Depot%2FTea");
                    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                    var tea = reply.json();
                    assertThat(tea.path("version").asInt()).isEqualTo(1);
                    assertThat(tea.path("loaded").asBoolean()).isTrue();
                    assertThat(tea.path("bytes").asInt()).isPositive();
                    assertThat(tea.path("copies")).hasSize(2);
                    assertThat(node.get("/cluster/shards")
                                    .json()
                                    .path("shards")
                                    .path(tea.path("shard").asInt())
                                    .path("copies"))
                            .isEqualTo(tea.path("copies"));
                    assertThat(reply.text())
                            .as("its state is nobody's business")
                            .doesNotContain("quantity", "requestId");
                }));
    }

    @Test
    void an_actor_that_nobody_has_written_has_version_0() {
        assertThat(everyNode())
                .allSatisfy(node -> await().atMost(SOON).untilAsserted(() -> {
                    var coffee = node.get("/cluster/actors/stock-pot?key=Depot/Coffee")
                            .json();
                    assertThat(coffee.path("version").asInt(-1)).isZero();
                    assertThat(coffee.path("loaded").asBoolean(true)).isFalse();
                    assertThat(coffee.path("copies")).hasSize(2);
                }));
    }

    @Test
    void a_question_that_names_no_actor_is_answered_with_what_is_wrong() {
        assertThat(http.get("/cluster/actors/stock-pots?key=Depot/Tea"))
                .asString()
                .startsWith(
                        "404 {\"status\":\"UnknownActorType\",\"reason\":\"There are no actors of type 'stock-pots'")
                .contains("stock-pot");
        assertThat(http.get("/cluster/actors/stock-pot")).hasToString("400 {\"missingFields\":[\"key\"]}");
        assertThat(http.get("/cluster/actors/stock-pot?key=")).hasToString("400 {\"invalidValues\":[\"key\"]}");
    }

    @Test
    void a_pot_is_found_however_its_key_is_written() {
        for (String query : List.of("Depot%2FTea", "Depot/Tea", "Depot/T%65a", "Depot%2FT%2565a")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(http.get("/cluster/actors/stock-pot?key=" + query)
                                    .json()
                                    .path("version")
                                    .asInt())
                            .as(query)
                            .isEqualTo(1));
        }
        awaitKey("stock-pot?key=Depot/A%252FB", "Depot/A%2FB", "a slash that belongs to the product");
    }

    private void awaitKey(String actor, String key, String why) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(http.get("/cluster/actors/" + actor)
                                .json()
                                .path("key")
                                .asText())
                        .as(why)
                        .isEqualTo(key));
    }

    @Test
    void a_key_that_no_actor_of_the_type_can_have_is_answered_with_what_would_be_right() {
        for (String query : List.of("Depot", "Depot/A%2FB", "Depot/", "/Tea")) {
            assertThat(http.get("/cluster/actors/stock-pot?key=" + query))
                    .asString()
                    .startsWith("400 {\"status\":\"BadRequest\",\"reason\":")
                    .contains("is no pot's key", "such as Depot/Tea", "%252F");
        }
        for (String singleton : List.of("jobs", "locations")) {
            assertThat(http.get("/cluster/actors/" + singleton + "?key=foo"))
                    .asString()
                    .startsWith("400 {\"status\":\"BadRequest\",\"reason\":")
                    .contains("use the key 'only'");
            await().atMost(SOON)
                    .until(() -> http.get("/cluster/actors/" + singleton + "?key=only")
                                    .status()
                            == 200);
        }
        awaitKey("deliveries?key=Shop%201/2", "Shop 1/2", "a location as it is");
    }

    @Test
    void every_node_has_the_log_of_moves() {
        assertThat(everyNode())
                .allSatisfy(node -> await().atMost(SOON).untilAsserted(() -> {
                    var log = node.get("/cluster/migrations").json();
                    assertThat(log.path("plan").path("planned").asInt()).isPositive();
                    assertThat(log.path("plan").path("remaining").asInt(-1)).isZero();
                    assertThat(log.path("plan").path("etaSeconds").asInt(-1)).isZero();
                    assertThat(log.path("recent")).isNotEmpty().allSatisfy(move -> {
                        assertThat(move.path("to").asText()).startsWith("actor-");
                        assertThat(move.path("millis").isNumber()).isTrue();
                    });
                    assertThat(lastAttempts(log))
                            .as("a node that has just come may send back what comes too early")
                            .containsOnly("done");
                    var counts = node.get("/cluster").json().path("migrations");
                    assertThat(counts.path("planned"))
                            .isEqualTo(log.path("plan").path("planned"));
                    assertThat(counts.path("failed").asInt(-1)).isZero();
                }));
    }

    /** How what moved to a place moved in the end; the latest are told first. */
    private static Collection<String> lastAttempts(JsonNode log) {
        Map<String, String> ends = new HashMap<>();
        for (JsonNode move : log.path("recent")) {
            ends.putIfAbsent(
                    move.path("shard") + " " + move.path("copy"),
                    move.path("status").asText());
        }
        return ends.values();
    }

    @Test
    void a_node_counts_the_actors_that_it_owns() {
        int pots = actors.stream()
                .mapToInt(node -> node.get("/cluster")
                        .json()
                        .path("actors")
                        .path("stock-pot")
                        .path("loaded")
                        .asInt(-1))
                .sum();
        assertThat(pots).isEqualTo(1);
        assertThat(http.get("/cluster").json().has("actors")).isFalse();
    }

    @Test
    void every_node_has_the_page_and_the_description() {
        assertThat(everyNode()).allSatisfy(node -> {
            var page = node.get("/");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
            assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(node.get("/openapi.yaml").text()).startsWith("openapi: 3.1.0");
        });
    }
}
