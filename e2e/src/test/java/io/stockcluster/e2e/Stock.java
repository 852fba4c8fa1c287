package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.stockcluster.traffic.StockApi;
import io.stockcluster.traffic.StockApi.Answer;
import io.stockcluster.traffic.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A StockCluster that runs on a Kubernetes cluster, in the namespace 'default'. */
final class Stock {

    static final String API = "stockcluster.io/v1";
    static final String KIND = "StockCluster";
    static final int NODE_PORT = 30080;

    /** For another one beside it. */
    static final int OTHER_NODE_PORT = 30081;

    private static final String NAMESPACE = "default";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As the API says of itself: not now, and perhaps. */
    private static final Set<Integer> TRY_AGAIN = Set.of(503, 504);

    private final Cluster cluster;
    private final String name;
    private final int nodePort;

    /** What was applied along with it. */
    private final List<HasMetadata> beside;

    private final Map<String, StockApi> apis = new ConcurrentHashMap<>();

    private Stock(Cluster cluster, String name, int nodePort, List<HasMetadata> beside) {
        this.cluster = cluster;
        this.name = name;
        this.nodePort = nodePort;
        this.beside = beside;
    }

    /** What the small example describes, under that name, and reached by that NodePort. */
    static Stock small(Cluster cluster, String name, int nodePort) {
        Path example = Project.ROOT.resolve("examples/small.yaml");
        ObjectNode resource = JSON.valueToTree(read(cluster, example).getFirst());
        resource.withObject("/metadata").put("name", name);
        resource.withObject("/spec/http/service").put("type", "NodePort").put("nodePort", nodePort);
        cluster.client().resource(resource.toString()).inNamespace(NAMESPACE).create();
        return new Stock(cluster, name, nodePort, List.of());
    }

    /** What an example of the project describes, and nothing else. */
    static Stock asItIs(Cluster cluster, Path example) {
        List<HasMetadata> resources = read(cluster, example);
        resources.forEach(resource ->
                cluster.client().resource(resource).inNamespace(NAMESPACE).create());
        return new Stock(
                cluster,
                resources.getFirst().getMetadata().getName(),
                NODE_PORT,
                resources.stream().skip(1).toList());
    }

    /** The StockCluster first. */
    private static List<HasMetadata> read(Cluster cluster, Path example) {
        try (InputStream file = Files.newInputStream(example)) {
            return cluster.client().load(file).items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    Cluster cluster() {
        return cluster;
    }

    private Resource<GenericKubernetesResource> resource() {
        return cluster.client()
                .genericKubernetesResources(API, KIND)
                .inNamespace(NAMESPACE)
                .withName(name);
    }

    /** As it is now, status and all. */
    JsonNode now() {
        return JSON.valueToTree(resource().require());
    }

    /** Changes what is wanted, by a merge patch of the spec. */
    void change(String spec) {
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": " + spec + "}");
    }

    void annotate(String name, String value) {
        resource()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(name, value));
    }

    void delete() {
        beside.forEach(resource ->
                cluster.client().resource(resource).inNamespace(NAMESPACE).delete());
        resource().delete();
        await("nothing of it is left").atMost(PATIENCE).until(() -> pods().isEmpty());
    }

    /** Waits for the condition that a user would wait for, and tells how things stand if it does not come. */
    void awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .ignoreException(KubernetesClientException.class)
                .untilAsserted(() -> {
                    JsonNode now = now();
                    assertThat(condition(now, "Ready").path("status").asText())
                            .as(() -> "Ready of " + now.path("status"))
                            .isEqualTo("True");
                    assertThat(condition(now, "Ready")
                                    .path("observedGeneration")
                                    .asLong())
                            .isEqualTo(now.at("/metadata/generation").asLong());
                });
    }

    /** Waits until an operator has brought about what is new in the spec; this needs no other pods. */
    void awaitLookedAfter() {
        String now = Instant.now().toString();
        change("{\"http\": {\"service\": {\"annotations\": {\"looked-after\": \"%s\"}}}}".formatted(now));
        awaitReady();
        assertThat(cluster.client()
                        .services()
                        .inNamespace(NAMESPACE)
                        .withName(name + "-http")
                        .require()
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("looked-after", now);
        change("{\"http\": {\"service\": {\"annotations\": null}}}");
    }

    static JsonNode condition(JsonNode resource, String type) {
        for (JsonNode condition : resource.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return JSON.missingNode();
    }

    /** Waits until every actor node says that nothing moves and every shard has all its copies. */
    void awaitSafe() {
        await("every shard has all its copies")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .ignoreException(KubernetesClientException.class)
                .until(() -> {
                    List<Pod> pods = actorPods();
                    return pods.size() == now().at("/spec/actors/replicas").asInt(3)
                            && pods.stream().allMatch(pod -> isSafe(pod, pods.size()));
                });
    }

    private boolean isSafe(Pod pod, int members) {
        JsonNode view = view(pod);
        return view.path("safe").asBoolean() && view.at("/cluster/members").size() == members;
    }

    /** How many copies there are of each shard. */
    List<Integer> copies() {
        List<Integer> copies = new ArrayList<>();
        told(actorPods().getFirst(), "/cluster/shards")
                .path("shards")
                .forEach(shard -> copies.add(shard.path("copies").size()));
        return copies;
    }

    /** What a node says of the cluster; nothing where its pod is gone. */
    JsonNode view(Pod pod) {
        return told(pod, "/cluster");
    }

    private JsonNode told(Pod pod, String path) {
        try {
            String answer = cluster.client()
                    .raw("/api/v1/namespaces/%s/pods/%s:9090/proxy%s"
                            .formatted(NAMESPACE, pod.getMetadata().getName(), path));
            return answer == null ? JSON.missingNode() : JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitSigningKey() {
        await("the key that signs tokens")
                .atMost(PATIENCE)
                .ignoreException(KubernetesClientException.class)
                .until(tokens()::canBeMade);
    }

    /** With a token for that job, signed by the key that the operator made. */
    StockApi api(String job) {
        return apis.computeIfAbsent(job, missing -> new StockApi(cluster.nodePort(nodePort), tokens().forJob(job)));
    }

    private Tokens tokens() {
        return new Tokens(cluster.client(), name, Project.NODE_JAR);
    }

    /** As a client does that is told to try again, or hears nothing: the same again. */
    static Answer insisted(Callable<Answer> request) {
        return insisted(request, answer -> !TRY_AGAIN.contains(answer.status()));
    }

    /** Until the answer is that good. */
    static Answer insisted(Callable<Answer> request, Predicate<Answer> good) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(UncheckedIOException.class)
                .until(request, good);
    }

    /** Those that hold the stock. */
    List<Pod> actorPods() {
        return pods("actor").toList();
    }

    /** Tells that watcher of them as they are, and of whatever happens to them. */
    Watch watchActorPods(Watcher<Pod> watcher) {
        return cluster.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/instance", name)
                .withLabel("app.kubernetes.io/component", "actor")
                .watch(watcher);
    }

    List<Pod> httpPods() {
        return pods("http").toList();
    }

    private Stream<Pod> pods(String component) {
        return pods().stream()
                .filter(pod -> component.equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component")));
    }

    List<Pod> pods() {
        return cluster.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/instance", name)
                .list()
                .getItems();
    }

    /** The pod of that name, once it is another than this one. */
    Pod awaitSuccessor(Pod pod) {
        String called = pod.getMetadata().getName();
        return await("another pod has taken the place of " + called)
                .atMost(PATIENCE)
                .until(
                        () -> cluster.client()
                                .pods()
                                .inNamespace(NAMESPACE)
                                .withName(called)
                                .get(),
                        there -> there != null
                                && !Objects.equals(
                                        there.getMetadata().getUid(),
                                        pod.getMetadata().getUid()));
    }
}
