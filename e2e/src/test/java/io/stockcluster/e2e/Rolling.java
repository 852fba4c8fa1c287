package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.traffic.Load;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A StockCluster whose spec is changed, and what there is to be seen of it. */
final class Rolling {

    static final Duration LONG = Duration.ofMinutes(6);

    private final Stock stock;
    private int generation;

    /** With two HTTP nodes: while a single one is replaced there is none. */
    Rolling(Stock stock) {
        this.stock = stock;
        change("{\"http\": {\"replicas\": 2}}");
        awaitAsWished();
    }

    /** Changes what is wanted, by a merge patch of the spec. */
    void change(String spec) {
        stock.change(spec);
        generation = stock.now().at("/metadata/generation").asInt();
    }

    /** The same program under another name: to Kubernetes that is another image. Answers which. */
    String changeImage() {
        String second = stock.cluster().nodeImage(Cluster.Tag.SECOND);
        String other = stock.now().at("/spec/image").asText().equals(second)
                ? stock.cluster().nodeImage(Cluster.Tag.FIRST)
                : second;
        change("{\"image\": \"%s\"}".formatted(other));
        return other;
    }

    /** What scenarios leave to the next: the sizes are what they were, while the pods may be newer. */
    void changeBack() {
        change("""
                {"rollout": null, "replication": null, "actors": {"replicas": 3}, "http": {"replicas": 1}}""");
        awaitAsWished();
    }

    /** What the spec asks for has come true, and nothing more is to be done. */
    void awaitAsWished() {
        await().atMost(LONG).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(status().at("/observedGeneration").asInt()).isGreaterThanOrEqualTo(generation);
            assertThat(condition("Ready")).as(this::told).containsEntry("status", "True");
            assertThat(condition("Progressing")).as(this::told).containsEntry("status", "False");
            assertThat(condition("ShardsSafe")).as(this::told).containsEntry("status", "True");
        });
    }

    void awaitCondition(String type, String reason, String message) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(condition(type))
                        .as(this::told)
                        .containsEntry("status", "True")
                        .containsEntry("reason", reason)
                        .hasEntrySatisfying("message", told -> assertThat(told).contains(message)));
    }

    /** Waits for what somebody would read in the status. */
    void awaitStatus(String pointer, String value) {
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(status().at(pointer).asText()).as(this::told).isEqualTo(value));
    }

    private Map<String, String> condition(String type) {
        JsonNode condition = Stock.condition(stock.now(), type);
        return Map.of(
                "status", condition.path("status").asText(),
                "reason", condition.path("reason").asText(),
                "message", condition.path("message").asText());
    }

    JsonNode status() {
        return stock.now().path("status");
    }

    /** What tells the actor pods from others of the same name. */
    Set<String> uids() {
        return stock.actorPods().stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /** Where a request fails, a client sends it once more, after the second that the API asks for. */
    static void nobodyWasRefusedTwice(Load load) {
        assertThat(load.settled().troubled())
                .as("sales that failed twice in a row")
                .isZero();
    }

    private String told() {
        return status().toPrettyString() + events();
    }

    /** What the operator says that it has done. */
    String events() {
        return stock.cluster().client().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals(Stock.KIND))
                .map(event -> "%s %s: %s%n".formatted(event.getLastTimestamp(), event.getReason(), event.getMessage()))
                .collect(Collectors.joining());
    }
}
