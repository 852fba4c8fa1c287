package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.traffic.Figures;
import io.stockcluster.traffic.Load;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A StockCluster whose spec is changed, and what there is to be seen of it. */
final class Rolling {

    static final Duration LONG = Duration.ofMinutes(10);

    private static final String MARK = "example.com/mark";

    /** While a single HTTP node is replaced there is none. */
    private static final int HTTP_NODES = 2;

    private final Stock stock;
    private int generation;

    Rolling(Stock stock) {
        this.stock = stock;
        if (stock.now().at("/spec/http/replicas").asInt() != HTTP_NODES) {
            change("{\"http\": {\"replicas\": %d}}".formatted(HTTP_NODES));
        }
        awaitAsWished();
    }

    /** For whatever comes after the last scenario of a class: as before its first. */
    static void ended(Stock stock) {
        stock.change("{\"http\": {\"replicas\": 1}}");
        stock.awaitReady();
    }

    /** Changes what is wanted, by a merge patch of the spec. */
    void change(String spec) {
        stock.change(spec);
        generation = stock.now().at("/metadata/generation").asInt();
    }

    /** Answers to which. */
    String changeImage() {
        String other = otherImage();
        change("{\"image\": \"%s\"}".formatted(other));
        return other;
    }

    /** Changes what actor pods alone have, so that the other tier stays as it is. Answers by what the new ones are known. */
    String markActors() {
        String mark = Long.toString(System.nanoTime());
        change("{\"actors\": {\"podTemplate\": {\"annotations\": {\"%s\": \"%s\"}}}}".formatted(MARK, mark));
        return mark;
    }

    static boolean isMarked(Pod pod, String mark) {
        return mark.equals(pod.getMetadata().getAnnotations().get(MARK));
    }

    /** The same program under another name: to Kubernetes that is another image. */
    String otherImage() {
        String second = stock.cluster().nodeImage(Cluster.Tag.SECOND);
        return stock.now().at("/spec/image").asText().equals(second)
                ? stock.cluster().nodeImage(Cluster.Tag.FIRST)
                : second;
    }

    /** What scenarios leave to the next: the sizes are what they were, while the pods may be newer. */
    void changeBack() {
        change("""
                {"rollout": null, "replication": {"factor": 3}, "actors": {"replicas": 3}}""");
        awaitAsWished();
    }

    /** What the spec asks for has come true, and nothing more is to be done. */
    void awaitAsWished() {
        await().atMost(LONG)
                .pollDelay(Duration.ofMillis(500))
                .pollInterval(Duration.ofMillis(200))
                .ignoreException(KubernetesClientException.class)
                .untilAsserted(() -> {
                    JsonNode now = stock.now();
                    assertThat(now.at("/status/observedGeneration").asInt()).isGreaterThanOrEqualTo(generation);
                    assertThat(condition(now, "Ready")).as(this::told).containsEntry("status", "True");
                    assertThat(condition(now, "Progressing")).as(this::told).containsEntry("status", "False");
                    assertThat(condition(now, "ShardsSafe")).as(this::told).containsEntry("status", "True");
                });
    }

    void awaitCondition(String type, String reason, String message) {
        await().atMost(LONG)
                .ignoreException(KubernetesClientException.class)
                .untilAsserted(() -> assertThat(condition(stock.now(), type))
                        .as(this::told)
                        .containsEntry("status", "True")
                        .containsEntry("reason", reason)
                        .hasEntrySatisfying("message", told -> assertThat(told).contains(message)));
    }

    /** Waits for what somebody would read in the status; answers the status that said so. */
    JsonNode awaitStatus(String pointer, String value) {
        AtomicReference<JsonNode> status = new AtomicReference<>();
        await().atMost(LONG).ignoreException(KubernetesClientException.class).untilAsserted(() -> {
            status.set(status());
            assertThat(status.get().at(pointer).asText()).as(this::told).isEqualTo(value);
        });
        return status.get();
    }

    private static Map<String, String> condition(JsonNode resource, String type) {
        JsonNode condition = Stock.condition(resource, type);
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

    static String image(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getImage();
    }

    /** Where a request fails, a client sends it once more, after the second that the API asks for. */
    static void nobodyWasRefusedTwice(Load load) {
        Figures figures = load.settled();
        assertThat(figures.troubled())
                .as("sales that failed twice in a row; refused was %s", figures.refusals())
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
