package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cluster called demo, with an operator, on a real Kubernetes. No machine takes its pods, so that {@link FakeNodes} stand
 * for them; how real nodes take it is for the end-to-end tests.
 */
final class RollingShop implements AutoCloseable {

    static final Duration LONG = Duration.ofMinutes(5);

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String NAME = "demo";
    private static final Map<String, Object> NOWHERE =
            Map.of("podTemplate", Map.of("nodeSelector", Map.of("machine", "none")));

    private final KubernetesClient admin;
    private final StaffedShop staffed;
    private final Shop shop;
    private final FakeNodes nodes;

    private RollingShop(RealKubernetes kubernetes) {
        admin = kubernetes.admin();
        staffed = StaffedShop.openEverywhere(kubernetes, "stock:1");
        shop = staffed.shop();
        nodes = new FakeNodes(admin, shop.namespace(), NUMBERS.getAndIncrement());
    }

    /** With a cluster of the default size, which is ready. */
    static RollingShop open(RealKubernetes kubernetes) {
        RollingShop rolling = new RollingShop(kubernetes);
        rolling.apply("{}");
        rolling.awaitReady();
        if (rolling.createdAt("demo-actors-1").isAfter(rolling.createdAt("demo-actors-2"))) {
            rolling.makeAnew("demo-actors-2");
        }
        return rolling;
    }

    /** All begin at the same time, and may be made in any order. The youngest goes first in a roll: it is the last one. */
    private void makeAnew(String pod) {
        String before = uids().get(pod);
        end(pod);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(uids().get(pod)).isNotNull().isNotEqualTo(before));
        awaitReady();
    }

    private Instant createdAt(String pod) {
        return Instant.parse(shop.get(Pod.class, pod).getMetadata().getCreationTimestamp());
    }

    FakeNodes nodes() {
        return nodes;
    }

    Shop shop() {
        return shop;
    }

    KubernetesClient admin() {
        return admin;
    }

    /** What the operator sent that was not a question. */
    List<String> writes() {
        return staffed.writes();
    }

    void restartOperator() {
        staffed.restartOperator();
    }

    void apply(String spec) {
        GenericKubernetesResource asked = Serialization.unmarshal("""
                kind: StockCluster
                spec: %s
                """.formatted(spec), GenericKubernetesResource.class);
        Map<String, Object> fields = new TreeMap<>(asked.<Map<String, Object>>get("spec"));
        fields.merge("actors", NOWHERE, RollingShop::both);
        fields.merge("http", NOWHERE, RollingShop::both);
        shop.apply(NAME, Serialization.asJson(fields));
    }

    @SuppressWarnings("unchecked") // An object of YAML is a map by texts.
    private static Object both(Object asked, Object always) {
        Map<String, Object> both = new TreeMap<>((Map<String, Object>) asked);
        both.putAll((Map<String, Object>) always);
        return both;
    }

    void annotate(String name, String value) {
        shop.annotate(StockCluster.class, NAME, name, value);
    }

    void annotatePod(String pod, String name, String value) {
        shop.annotate(Pod.class, pod, name, value);
    }

    /** As the scheduler does it. Where the machine has no kubelet, the pod ends only by {@link #end}. */
    void bind(String pod, String machine) {
        admin.raw(
                "/api/v1/namespaces/%s/pods/%s/binding".formatted(shop.namespace(), pod),
                "POST",
                new BindingBuilder()
                        .withNewMetadata()
                        .withName(pod)
                        .endMetadata()
                        .withNewTarget()
                        .withKind("Node")
                        .withName(machine)
                        .endTarget()
                        .build());
    }

    void end(String pod) {
        admin.pods()
                .inNamespace(shop.namespace())
                .withName(pod)
                .withGracePeriod(0)
                .delete();
    }

    StockCluster cluster() {
        return shop.get(StockCluster.class, NAME);
    }

    /** Ready, and nothing more to be done, of the spec as it is now. */
    void awaitReady() {
        await().atMost(LONG).untilAsserted(() -> {
            StockCluster cluster = cluster();
            StockClusterStatus status = cluster.getStatus();
            assertThat(status).isNotNull();
            assertThat(status.observedGeneration())
                    .isEqualTo(cluster.getMetadata().getGeneration());
            assertThat(status.condition(Condition.READY).orElseThrow().status())
                    .as(status.toString())
                    .isEqualTo("True");
            assertThat(status.condition(Condition.PROGRESSING).orElseThrow().status())
                    .as(status.toString())
                    .isEqualTo("False");
        });
    }

    /** What one may go back to is kept a moment after the cluster is ready. */
    void awaitComplete() {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(shop.names(ConfigMap.class)).contains(NAME + "-last-complete"));
    }

    void awaitCondition(String type, String reason, String part) {
        await().atMost(LONG).untilAsserted(() -> {
            Condition condition = cluster().getStatus().condition(type).orElseThrow();
            assertThat(condition.status()).as(condition.toString()).isEqualTo("True");
            assertThat(condition.reason()).isEqualTo(reason);
            assertThat(condition.message()).contains(part);
        });
    }

    void awaitImages(String image) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(images())
                        .as(() -> String.valueOf(cluster().getStatus()))
                        .hasSize(3)
                        .containsOnly(image));
    }

    /** Of the actor pods. */
    List<String> images() {
        return pods().stream()
                .filter(pod -> pod.getMetadata().getName().contains("actors"))
                .map(pod -> pod.getSpec().getContainers().getFirst().getImage())
                .toList();
    }

    Map<String, String> uids() {
        Map<String, String> uids = new TreeMap<>();
        pods().forEach(pod ->
                uids.put(pod.getMetadata().getName(), pod.getMetadata().getUid()));
        return uids;
    }

    List<Pod> pods() {
        return shop.list(Pod.class);
    }

    @Override
    public void close() {
        staffed.close();
        nodes.close();
    }
}
