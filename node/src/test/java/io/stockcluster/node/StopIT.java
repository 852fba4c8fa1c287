package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that keep everything twice on three nodes, and are asked to stop: one by one, two, or all at once. */
class StopIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final long STOP_TIMEOUT_SECONDS = 120;
    private static final List<String> PRODUCTS =
            IntStream.range(0, 60).mapToObj(i -> "Tea-" + i).toList();

    @TempDir
    private Path folder;

    private Cluster cluster;
    private List<NodeProcess> actors;
    private Api controller;

    @BeforeEach
    void start() {
        cluster = Cluster.start(
                folder,
                Cluster.Layout.HTTP_AND_ACTORS,
                Map.of("REPLICATION_FACTOR", "2", "NODE_STOP_TIMEOUT", STOP_TIMEOUT_SECONDS + "s"));
        actors = cluster.actors();
        controller = cluster.as("Store Stock Controller");
        cluster.track("Depot");
        // A machine that stands still ends the owners' leases: as clients do, it is said again then.
        await().atMost(SOON).untilAsserted(() -> PRODUCTS.forEach(this::count));
    }

    private void count(String product) {
        Api.Reply reply = controller.post(
                "/locations/Depot/products/" + product + "/counts",
                "{\"requestId\":\"c\",\"reason\":\"AdminOverride\",\"quantity\":7,\"countedAt\":\"2024-12-26T15:35:00Z\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** How long it took until the last was gone, of those that are asked at the same moment. */
    private static Duration stopped(List<NodeProcess> nodes) {
        long asked = System.nanoTime();
        List<CompletableFuture<Boolean>> stops = nodes.stream()
                .map(node -> CompletableFuture.supplyAsync(() -> stopped(node), Thread::startVirtualThread))
                .toList();
        assertThat(stops).allSatisfy(stop -> assertThat(stop.join()).isTrue());
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    private static boolean stopped(NodeProcess node) {
        try {
            return node.stop(STOP_TIMEOUT_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private BigDecimal quantity(String product) {
        Api.Reply reply = controller.get("/locations/Depot/products/" + product);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("quantity").decimalValue();
    }

    private void nothingIsMissing() {
        await().atMost(SOON)
                .untilAsserted(() -> PRODUCTS.forEach(
                        product -> assertThat(quantity(product)).as(product).isEqualByComparingTo("7")));
    }

    @Test
    void all_at_once_go_at_once_and_say_what_ends_with_them() {
        Duration took = stopped(actors);

        assertThat(took).as("of two minutes that they may take").isLessThan(Duration.ofSeconds(60));
        assertThat(actors)
                .extracting(NodeProcess::log)
                .as("the last one leaves all that was left")
                .anySatisfy(
                        log -> assertThat(log).contains("Left with all that it had, since no other actor node stays"))
                .allSatisfy(
                        log -> assertThat(log).contains("stopped").doesNotContain("without handing everything over"));
    }

    @Test
    void one_after_the_other_and_back_lose_nothing() {
        for (int i = 0; i < actors.size(); i++) {
            stopped(List.of(actors.get(i)));
            assertThat(actors.get(i).log()).doesNotContain("Left ");
            nothingIsMissing();
            cluster.startAgain(i);
            cluster.awaitWhole();
        }
        nothingIsMissing();
    }

    @Test
    void one_that_has_no_time_says_what_it_leaves_behind() {
        actors.getLast().close();
        cluster.startAgain(2, Map.of("NODE_STOP_TIMEOUT", "1ms"));
        cluster.awaitWhole();

        stopped(List.of(actors.getLast()));

        assertThat(actors.getLast().log())
                .containsPattern(
                        "Left after 0\\.001 s without handing everything over: [1-9]\\d* shards that it owned, 0 of"
                                + " them without a copy elsewhere, and copies of [1-9]\\d* more")
                .contains("A longer NODE_STOP_TIMEOUT may be needed", "stopped");
        nothingIsMissing();
    }

    @Test
    void two_at_a_time_hand_over_to_the_one_that_stays() {
        stopped(actors.subList(0, 2));

        assertThat(actors.subList(0, 2))
                .extracting(NodeProcess::log)
                .allSatisfy(log -> assertThat(log).contains("stopped").doesNotContain("Left "));
        cluster.startAgain(0);
        cluster.startAgain(1);
        cluster.awaitWhole();
        nothingIsMissing();
    }
}
