package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real processes, of which each in turn is drained and takes its share again, while sales go on. {@code
 * -Ddrain.rounds=10} makes a soak of it.
 */
class DrainIT {

    private static final int ROUNDS = Integer.getInteger("drain.rounds", 1);
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private Cluster cluster;

    private void start(int factor) {
        cluster = Cluster.start(
                folder,
                Cluster.Layout.HTTP_AND_ACTORS,
                Map.of("REPLICATION_FACTOR", Integer.toString(factor), "NODE_STOP_TIMEOUT", "120s"));
        cluster.track("Depot");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Api management(NodeProcess node) {
        return cluster.asNobody().at(node.managementPort());
    }

    private JsonNode view(NodeProcess node) {
        return management(node).get("/cluster").json();
    }

    private void awaitState(NodeProcess node, String state) {
        await().atMost(SOON).until(() -> view(node).path("state").asText().equals(state));
    }

    private int lacking(NodeProcess node) {
        return view(node).path("shards").path("underReplicated").asInt();
    }

    private void drain(NodeProcess node) {
        assertThat(management(node).post("/cluster/drain", "").status()).isEqualTo(202);
        awaitState(node, "drained");
        assertThat(view(node).path("shards").path("owned").asInt(-1)).isZero();
        assertThat(view(node).path("shards").path("copies").asInt(-1)).isZero();
    }

    /**
     * What every node says of the plan that is over: all of it is there, done, and with what it brought.
     *
     * @param receivers looks at whom the plan's moves are to
     */
    private void everybodyTellsOfTheMoves(Consumer<List<String>> receivers) {
        for (NodeProcess node : Stream.concat(cluster.actors().stream(), Stream.of(cluster.http()))
                .toList()) {
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode log = management(node).get("/cluster/migrations").json();
                JsonNode plan = log.path("plan");
                assertThat(plan.path("planned").asInt())
                        .as("moves that %s knows of", node)
                        .isPositive();
                assertThat(plan.path("completed").asInt() + plan.path("failed").asInt())
                        .isEqualTo(plan.path("planned").asInt());
                List<JsonNode> moves = StreamSupport.stream(log.path("recent").spliterator(), false)
                        .limit(plan.path("planned").asInt())
                        .toList();
                assertThat(moves).hasSize(plan.path("planned").asInt()).allSatisfy(move -> {
                    assertThat(move.path("status").asText()).isEqualTo("done");
                    assertThat(move.path("actors").isNumber()).isTrue();
                });
                receivers.accept(
                        moves.stream().map(move -> move.path("to").asText()).toList());
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void each_node_in_turn_hands_over_and_takes_its_share_again_and_no_sale_misses_it(int factor) {
        start(factor);
        try (var sales = Sales.start(cluster.as("Store Stock Controller"), 4)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (NodeProcess node : cluster.actors()) {
                    drain(node);
                    everybodyTellsOfTheMoves(to -> assertThat(to).doesNotContain(node.toString()));
                    await().atMost(SOON)
                            .untilAsserted(() -> assertThat(lacking(node))
                                    .as("shards that lack a copy, now that two nodes hold everything")
                                    .isEqualTo(factor == 2 ? 0 : 271));
                    assertThat(management(node).delete("/cluster/drain").status())
                            .isEqualTo(202);
                    awaitState(node, "active");
                    cluster.awaitWhole();
                    everybodyTellsOfTheMoves(to -> assertThat(to).contains(node.toString()));
                }
            }
            sales.stop();
            assertThat(sales.failed()).as("sales that failed twice").isEmpty();
            assertThat(sales.acknowledged()).isGreaterThan(100);
            assertThat(sales.kept()).as("sales that are there").isEqualTo(sales.acknowledged());
        }
    }

    /** Where the HTTP node says that the pot is. */
    private JsonNode found(String pot) {
        return await().atMost(SOON)
                .until(
                        () -> management(cluster.http()).get("/cluster/actors/stock-pot?key=" + pot),
                        reply -> reply.status() == 200)
                .json();
    }

    @Test
    void whoever_looks_for_an_actor_finds_the_node_that_holds_it_and_moves_everything_off() {
        start(2);
        sell();
        String name = found("Depot/Tea").path("copies").path(0).asText();
        NodeProcess owner = cluster.actors().stream()
                .filter(node -> node.toString().equals(name))
                .findFirst()
                .orElseThrow();

        drain(owner);

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode tea = found("Depot/Tea");
            assertThat(tea.path("copies"))
                    .extracting(JsonNode::asText)
                    .hasSize(2)
                    .doesNotContain(name);
            assertThat(tea.path("version").asInt())
                    .as("changes that went along")
                    .isEqualTo(1);
        });
    }

    private void sell() {
        // A machine that stands still ends the owners' leases: as clients do, it is said again then.
        await().pollDelay(Duration.ZERO)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(cluster.as("Store Stock Controller")
                                .post(
                                        "/locations/Depot/products/Tea/sales",
                                        "{\"requestId\":\"1\",\"quantity\":1,\"soldAt\":\"2024-12-26T15:35:00Z\"}"))
                        .extracting(Api.Reply::status)
                        .isEqualTo(201));
    }

    private JsonNode plan(NodeProcess node) {
        return management(node).get("/cluster/migrations").json().path("plan");
    }

    @Test
    void a_node_that_is_drained_goes_at_once_and_comes_back_with_its_share() throws InterruptedException {
        start(3);
        NodeProcess drained = cluster.actors().getLast();
        drain(drained);
        NodeProcess other = cluster.actors().getFirst();
        assertThat(management(other).post("/cluster/drain", ""))
                .asString()
                .startsWith("409 {\"status\":\"CopiesDoNotFit\",\"reason\":\"1 other node(s) are drained");

        everybodyTellsOfTheMoves(to -> assertThat(to).doesNotContain(drained.toString()));
        JsonNode before = plan(other);

        assertThat(drained.stop(120)).isTrue();

        assertThat(drained.log()).contains("stopped").doesNotContain("Left ");
        await().atMost(SOON)
                .until(() -> view(other).path("cluster").path("members").size() == 2);
        assertThat(plan(other))
                .as("it had nothing more to hand over: no plan has come since")
                .isEqualTo(before);

        cluster.startAgain(2);

        cluster.awaitWhole();
        NodeProcess again = cluster.actors().getLast();
        assertThat(view(again).path("state").asText()).isEqualTo("active");
        assertThat(view(again).path("shards").path("owned").asInt()).isPositive();
    }
}
