package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    private Stock stock;
    private int generations;

    @BeforeEach
    void a_ready_stock(Stock made) {
        stock = made;
        change("{\"spec\": {\"http\": {\"replicas\": 2}}}");
        awaitAsWished();
    }

    @AfterEach
    void as_it_was() {
        change("{\"spec\": {\"image\": null, \"actors\": {\"replicas\": 3}}}");
        awaitAsWished();
    }

    @Test
    void another_image_rolls_without_a_failed_request() {
        Set<String> before = uids();
        Load load = Load.of(stock, "Rolled");
        Instant began = Instant.now();

        change("{\"spec\": {\"image\": \"%s\"}}".formatted(Images.next()));
        awaitAsWished();

        long seconds = Duration.between(began, Instant.now()).toSeconds();
        System.out.printf("An image roll of 3 actor and 2 HTTP nodes took %d s.%n%s", seconds, events());
        assertThat(uids()).doesNotContainAnyElementsOf(before);
        assertThat(stock.actorPods())
                .allMatch(pod ->
                        pod.getSpec().getContainers().getFirst().getImage().equals(Images.next()));
        load.audit("an image rolled");
    }

    @Test
    void nodes_are_added_and_taken_away_without_a_failed_request() {
        Set<String> before = uids();
        Load load = Load.of(stock, "Scaled");

        change("{\"spec\": {\"actors\": {\"replicas\": 4}}}");
        awaitAsWished();
        assertThat(stock.actorPods()).hasSize(4);
        assertThat(uids()).containsAll(before);

        change("{\"spec\": {\"actors\": {\"replicas\": 3}}}");
        awaitAsWished();
        assertThat(uids()).isEqualTo(before);
        load.audit("a node was added and taken away");
    }

    @Test
    void an_image_that_is_not_there_stops_the_roll_and_a_corrected_one_goes_on() {
        Load load = Load.of(stock, "Mistyped");

        change("{\"spec\": {\"image\": \"stockcluster/node:mistyped\"}}");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(condition("Degraded"))
                        .containsEntry("reason", "RolloutStalled")
                        .hasEntrySatisfying(
                                "message", message -> assertThat(message).contains("stockcluster/node:mistyped")));
        assertThat(stock.actorPods()).filteredOn(RolloutIT::isReady).hasSize(2);

        change("{\"spec\": {\"image\": \"%s\"}}".formatted(Images.next()));
        awaitAsWished();
        load.audit("an image was mistyped and corrected");
    }

    @Test
    void an_operator_that_is_killed_again_and_again_still_rolls_one_by_one() {
        Load load = Load.of(stock, "Headless");

        change("{\"spec\": {\"image\": \"%s\"}}".formatted(Images.next()));
        for (int i = 1; i <= 3; i++) {
            int seconds = 7 * i;
            await().pollDelay(Duration.ofSeconds(seconds)).atMost(LONG).until(() -> true);
            stock.cluster().kubectl("delete", "pod", "--all", "--force", "--namespace=" + Chart.NAMESPACE);
        }
        awaitAsWished();
        load.audit("the operator was killed in the middle of a roll");
    }

    @Test
    void a_node_that_is_killed_in_the_middle_of_a_roll_costs_nothing() {
        Load load = Load.of(stock, "Struck");

        change("{\"spec\": {\"image\": \"%s\"}}".formatted(Images.next()));
        await().atMost(LONG).until(() -> status().at("/rollout/step").asText().equals("Draining"));
        String drained = status().at("/rollout/pod").asText();
        Pod victim = stock.actorPods().stream()
                .filter(pod -> !pod.getMetadata().getName().equals(drained))
                .findFirst()
                .orElseThrow();
        stock.cluster().kill(victim);

        awaitAsWished();
        load.audit("a node was killed in the middle of a roll");
    }

    @Test
    void fewer_nodes_than_copies_are_refused_and_the_spec_is_left_alone() {
        change("{\"spec\": {\"replication\": {\"factor\": 3}}}");
        awaitAsWished();
        Set<String> before = uids();

        change("{\"spec\": {\"replication\": {\"factor\": null}, \"actors\": {\"replicas\": 2}}}");

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(condition("ScaleDownBlocked"))
                        .containsEntry("status", "True")
                        .hasEntrySatisfying(
                                "message", message -> assertThat(message).contains("2 nodes cannot hold 3 copies")));
        assertThat(uids()).isEqualTo(before);
        assertThat(resource().at("/spec/actors/replicas").asInt()).isEqualTo(2);
    }

    private void change(String patch) {
        stock.cluster().kubectl("patch", "stockcluster", stock.name(), "--type=merge", "--patch=" + patch);
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
        for (JsonNode condition : status().path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Map.of(
                        "status", condition.path("status").asText(),
                        "reason", condition.path("reason").asText(),
                        "message", condition.path("message").asText());
            }
        }
        return Map.of();
    }

    private JsonNode status() {
        return resource().path("status");
    }

    private JsonNode resource() {
        try {
            return JSON.readTree(stock.cluster().kubectl("get", "stockcluster", stock.name(), "--output=json"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String told() {
        return status().toPrettyString() + events();
    }

    private String events() {
        return stock.cluster()
                .kubectl(
                        "get",
                        "events",
                        "--field-selector=involvedObject.kind=StockCluster",
                        "--output=custom-columns=AT:.lastTimestamp,REASON:.reason,TOLD:.message");
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
