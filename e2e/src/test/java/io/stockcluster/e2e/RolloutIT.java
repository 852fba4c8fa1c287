package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.traffic.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The cluster is changed in every way while it is sold from: nobody is refused twice in a row, and whatever was
 * acknowledged is there.
 */
@EndToEnd
class RolloutIT {

    private static final Duration LONG = Duration.ofMinutes(6);

    private Stock stock;
    private int generations;

    @BeforeEach
    void a_ready_stock(Stock made) {
        stock = made;
        change("{\"http\": {\"replicas\": 2}}");
        awaitAsWished();
    }

    @AfterEach
    void as_it_was() {
        change("{\"image\": null, \"http\": {\"replicas\": 1}, \"actors\": {\"replicas\": 3}}");
        awaitAsWished();
    }

    @Test
    void another_image_rolls_without_a_failed_request(Load load) {
        Set<String> before = uids();
        Instant began = Instant.now();

        change(nextImage());
        awaitAsWished();

        long seconds = Duration.between(began, Instant.now()).toSeconds();
        System.out.printf("An image roll of 3 actor and 2 HTTP nodes took %d s.%n%s", seconds, events());
        assertThat(uids()).doesNotContainAnyElementsOf(before);
        assertThat(stock.actorPods())
                .allMatch(pod -> pod.getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage()
                        .equals(stock.cluster().nodeImage(Cluster.Tag.SECOND)));
        nobodyWasRefusedTwice(load);
    }

    @Test
    void nodes_are_added_and_taken_away_without_a_failed_request(Load load) {
        Set<String> before = uids();

        change("{\"actors\": {\"replicas\": 4}}");
        awaitAsWished();
        assertThat(stock.actorPods()).hasSize(4);
        assertThat(uids()).containsAll(before);

        change("{\"actors\": {\"replicas\": 3}}");
        awaitAsWished();
        assertThat(uids()).isEqualTo(before);
        nobodyWasRefusedTwice(load);
    }

    @Test
    void an_image_that_is_not_there_stops_the_roll_and_a_corrected_one_goes_on(Load load) {

        change("{\"image\": \"stockcluster/node:mistyped\"}");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(condition("Degraded"))
                        .containsEntry("reason", "RolloutStalled")
                        .hasEntrySatisfying(
                                "message", message -> assertThat(message).contains("stockcluster/node:mistyped")));
        assertThat(stock.actorPods()).filteredOn(RolloutIT::isReady).hasSize(2);

        change(nextImage());
        awaitAsWished();
        nobodyWasRefusedTwice(load);
    }

    @Test
    void an_operator_that_is_killed_again_and_again_still_rolls_one_by_one(Load load) {

        change(nextImage());
        for (int i = 1; i <= 3; i++) {
            int seconds = 7 * i;
            await().pollDelay(Duration.ofSeconds(seconds)).atMost(LONG).until(() -> true);
            stock.cluster().replaceOperator();
        }
        awaitAsWished();
        nobodyWasRefusedTwice(load);
    }

    @Test
    void a_node_that_is_killed_in_the_middle_of_a_roll_costs_nothing(Load load) {

        change(nextImage());
        await().atMost(LONG).until(() -> status().at("/rollout/step").asText().equals("Draining"));
        String drained = status().at("/rollout/pod").asText();
        Pod victim = stock.actorPods().stream()
                .filter(pod -> !pod.getMetadata().getName().equals(drained))
                .findFirst()
                .orElseThrow();
        stock.cluster().kill(victim);

        awaitAsWished();
        nobodyWasRefusedTwice(load);
    }

    @Test
    void fewer_nodes_than_copies_are_refused_and_the_spec_is_left_alone() {
        change("{\"replication\": {\"factor\": 3}}");
        awaitAsWished();
        Set<String> before = uids();

        change("{\"replication\": {\"factor\": null}, \"actors\": {\"replicas\": 2}}");

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(condition("ScaleDownBlocked"))
                        .containsEntry("status", "True")
                        .hasEntrySatisfying(
                                "message", message -> assertThat(message).contains("2 nodes cannot hold 3 copies")));
        assertThat(uids()).isEqualTo(before);
        assertThat(resource().at("/spec/actors/replicas").asInt()).isEqualTo(2);
    }

    private String nextImage() {
        return "{\"image\": \"%s\"}".formatted(stock.cluster().nodeImage(Cluster.Tag.SECOND));
    }

    /** Where a request fails, a client sends it once more, after the second that the API asks for. */
    private static void nobodyWasRefusedTwice(Load load) {
        assertThat(load.total().troubled())
                .as("sales that failed twice in a row")
                .isZero();
    }

    private void change(String spec) {
        stock.change(spec);
        generations = resource().at("/metadata/generation").asInt();
    }

    /** What the spec asks for has come true, and nothing more is to be done. */
    private void awaitAsWished() {
        await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(status().at("/observedGeneration").asInt()).isGreaterThanOrEqualTo(generations);
            assertThat(condition("Ready")).as(this::told).containsEntry("status", "True");
            assertThat(condition("Progressing")).as(this::told).containsEntry("status", "False");
            assertThat(condition("ShardsSafe")).as(this::told).containsEntry("status", "True");
        });
    }

    private Map<String, String> condition(String type) {
        JsonNode condition = Stock.condition(resource(), type);
        return Map.of(
                "status", condition.path("status").asText(),
                "reason", condition.path("reason").asText(),
                "message", condition.path("message").asText());
    }

    private JsonNode status() {
        return resource().path("status");
    }

    private JsonNode resource() {
        return stock.now();
    }

    private String told() {
        return status().toPrettyString() + events();
    }

    private String events() {
        return stock.cluster().client().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals(Stock.KIND))
                .map(event -> "%s %s: %s%n".formatted(event.getLastTimestamp(), event.getReason(), event.getMessage()))
                .collect(Collectors.joining());
    }

    private Set<String> uids() {
        List<Pod> pods = stock.actorPods();
        return pods.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }
}
