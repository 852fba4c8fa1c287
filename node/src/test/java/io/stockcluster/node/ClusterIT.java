package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes from the jar: an HTTP node in front of three actor nodes that keep everything three times. */
class ClusterIT {

    /** Far more than it takes, which the benchmark of it measures: here a busy machine may stand still meanwhile. */
    private static final Duration FAILOVER = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Cluster cluster;
    private List<NodeProcess> actors;
    private Api admin;
    private Api controller;

    @BeforeEach
    void start() {
        cluster = Cluster.start(folder, Cluster.Layout.HTTP_AND_ACTORS);
        actors = cluster.actors();
        admin = cluster.as("System Administrator");
        controller = cluster.as("Store Stock Controller");
        cluster.track("Depot");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void what_was_answered_outlives_the_node_that_answered_it() {
        List<String> products = IntStream.range(0, 12).mapToObj(i -> "Tea-" + i).toList();
        Map<String, String> answers = new HashMap<>();
        products.forEach(product -> answers.put(product, sold(product, "sale-1")));

        NodeProcess victim = actors.getFirst();
        int owned = admin.at(victim.managementPort())
                .get("/cluster")
                .json()
                .path("shards")
                .path("owned")
                .asInt();
        assertThat(owned).as("shards that %s owns", victim).isPositive();
        victim.kill();

        await().atMost(FAILOVER)
                .untilAsserted(() -> products.forEach(product -> assertThat(pending(product))
                        .as("the sale of %s", product)
                        .isEqualByComparingTo("-1")));
        products.forEach(product -> assertThat(sell(product, "sale-1").text()).isEqualTo(answers.get(product)));
        // Writes wait for the lease of the one that is gone, and a slow machine may tell its clients to ask again.
        await().atMost(FAILOVER).untilAsserted(() -> products.forEach(product -> sold(product, "sale-2")));
        products.forEach(product -> assertThat(pending(product)).isEqualByComparingTo("-2"));

        actors.get(1).kill();

        await().atMost(FAILOVER.multipliedBy(2))
                .untilAsserted(() -> assertThat(sell(products.getFirst(), "sale-3"))
                        .hasToString("503 {\"status\":\"QuorumUnavailable\"}"));
        assertThat(controller.get("/locations/Depot/products/Tea-0").header("Retry-After"))
                .as("a minority reads nothing either")
                .isPresent();
    }

    @Test
    void both_halves_of_a_move_outlive_a_kill_in_between() {
        admin.put("/locations/Shop", "{\"parent\":\"Depot\",\"roles\":[\"TrackedInventoryLocation\"]}");
        List<String> products = IntStream.range(0, 12).mapToObj(i -> "Tea-" + i).toList();
        assertThat(deliver(products, 10).status()).isEqualTo(201);
        Map<String, String> answers = new HashMap<>();
        products.forEach(product -> answers.put(product, move(product, "move-1").toString()));

        List<CompletableFuture<Api.Reply>> inFlight = products.stream()
                .map(product ->
                        CompletableFuture.supplyAsync(() -> move(product, "move-2"), Thread::startVirtualThread))
                .toList();
        actors.getFirst().kill();

        inFlight.forEach(CompletableFuture::join);
        await().atMost(FAILOVER.multipliedBy(2))
                .untilAsserted(() -> products.forEach(
                        product -> assertThat(move(product, "move-2").status()).isEqualTo(201)));
        for (String product : products) {
            assertThat(move(product, "move-1")).hasToString(answers.get(product));
            var level = controller.read("/locations/Depot/products/" + product).json();
            assertThat(level.path("quantity").asInt()).as(product).isEqualTo(8);
            assertThat(level.path("totalQuantity").asInt()).as(product).isEqualTo(10);
        }
    }

    @Test
    void without_any_actor_node_requests_are_refused_at_once_and_served_again_when_there_are_some() {
        sold("Milk", "sale-1");
        actors.forEach(NodeProcess::kill);
        await().atMost(FAILOVER.multipliedBy(2))
                .untilAsserted(() ->
                        assertThat(sell("Milk", "sale-2")).hasToString("503 {\"status\":\"ActorTierUnavailable\"}"));

        List<Duration> took =
                IntStream.range(0, 21).mapToObj(i -> refused()).sorted().toList();

        // The median: a busy machine may keep any of them waiting. What they could wait for takes longer.
        assertThat(took.get(took.size() / 2)).isLessThan(Duration.ofMillis(200));
        assertThat(controller.get("/health/ready").status()).isEqualTo(503);
        IntStream.range(0, actors.size()).forEach(cluster::startAgain);
        cluster.awaitWhole();
        cluster.track("Depot");
        sold("Milk", "sale-3");
    }

    private Duration refused() {
        long since = System.nanoTime();
        Api.Reply reply = sell("Milk", "sale-2");
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        assertThat(reply).hasToString("503 {\"status\":\"ActorTierUnavailable\"}");
        assertThat(reply.header("Retry-After")).isPresent();
        return took;
    }

    @Test
    void a_node_that_is_asked_to_stop_hands_over_and_nothing_is_missed() throws InterruptedException {
        String answer = sold("Milk", "sale-1");

        boolean gone = actors.get(2).stop(60);

        assertThat(gone).as("it stops in time").isTrue();
        assertThat(actors.get(2).log()).contains("stopping", "stopped").doesNotContain("Left ");
        assertThat(sell("Milk", "sale-1").text()).isEqualTo(answer);
        assertThat(pending("Milk")).isEqualByComparingTo("-1");
    }

    private String sold(String product, String requestId) {
        Api.Reply reply = sell(product, requestId);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.text();
    }

    private Api.Reply sell(String product, String requestId) {
        return controller.post(
                "/locations/Depot/products/" + product + "/sales",
                "{\"requestId\":\"" + requestId + "\",\"quantity\":1,\"soldAt\":\"2024-12-26T15:35:00Z\"}");
    }

    private Api.Reply move(String product, String requestId) {
        return controller.post(
                "/locations/Depot/" + product + "/movements",
                "{\"requestId\":\"" + requestId + "\",\"destinationLocationId\":\"Shop\",\"quantity\":1,"
                        + "\"reason\":\"replenishment\",\"movedAt\":\"2024-12-26T15:35:00Z\"}");
    }

    private Api.Reply deliver(List<String> products, int quantity) {
        String lines = products.stream()
                .map(product -> "{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}")
                .collect(Collectors.joining(","));
        return controller.post(
                "/locations/Depot/deliveries",
                "{\"requestId\":\"delivery-1\",\"supplierId\":\"s\",\"supplierRef\":\"r\",\"deliveredAt\":"
                        + "\"2024-12-26T10:00:00Z\",\"products\":[" + lines + "]}");
    }

    private BigDecimal pending(String product) {
        Api.Reply reply = controller.get("/locations/Depot/products/" + product + "?includeChildren=false");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("pendingAdjustment").decimalValue();
    }
}
