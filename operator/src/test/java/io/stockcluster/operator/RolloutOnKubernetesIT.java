package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * That what the planner decides is done to a real Kubernetes and told in the status: evictions, budgets, preconditions,
 * revisions. The pods' machine takes none, so {@link FakeNodes} stand for them; how real nodes take it is for the
 * end-to-end tests.
 */
@Tag("trial")
class RolloutOnKubernetesIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static RealKubernetes kubernetes;
    private static int namespaces;

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final int number = namespaces++;
    private final String namespace = "roll-" + number;
    private KubernetesClient operatorClient;
    private OperatorProcess operator;
    private FakeNodes nodes;

    @BeforeAll
    static void start() {
        kubernetes = RealKubernetes.start();
        await().atMost(LONG)
                .until(() -> !admin().resources(Node.class).list().getItems().isEmpty());
        admin().resources(Node.class)
                .list()
                .getItems()
                .forEach(machine -> admin().resource(machine).edit(there -> {
                    there.getSpec().setUnschedulable(true);
                    return there;
                }));
    }

    @AfterAll
    static void stop() {
        if (kubernetes != null) {
            kubernetes.close();
        }
    }

    @BeforeEach
    void startOperator() {
        kubernetes.newNamespace(namespace);
        nodes = new FakeNodes(admin(), namespace, number);
        operatorClient = kubernetes.operator(writes);
        operator = newOperator();
        apply("{}");
        awaitReady();
    }

    @AfterEach
    void stopOperator() {
        operator.close();
        operatorClient.close();
        nodes.close();
        admin().resources(StockCluster.class).inNamespace(namespace).delete();
    }

    @Test
    void anotherImageReplacesOnePodAfterTheOtherDrainedFirst() {
        apply("{image: 'stock:2'}");

        awaitImages("stock:2");
        awaitReady();
        assertThat(nodes.calls())
                .containsExactly(
                        "demo-actors-2 POST /cluster/drain",
                        "demo-actors-1 POST /cluster/drain",
                        "demo-actors-0 POST /cluster/drain");
        assertThat(admin().resources(Event.class).inNamespace(namespace).list().getItems())
                .filteredOn(event -> event.getInvolvedObject().getKind().equals("StockCluster"))
                .extracting(Event::getReason)
                .contains("Draining", "Evicted");
    }

    @Test
    void anOperatorThatIsKilledAgainAndAgainGoesOn() {
        apply("{image: 'stock:2'}");

        for (int i = 0; i < 6; i++) {
            int calls = nodes.calls().size();
            await().atMost(Duration.ofSeconds(3 + i % 3))
                    .pollDelay(Duration.ofMillis(700 + 300 * i))
                    .until(() -> nodes.calls().size() >= calls);
            operator.close();
            operator = newOperator();
        }

        awaitImages("stock:2");
        awaitReady();
    }

    @Test
    void morePodsAndFewerReplaceNone() {
        Map<String, String> before = uids();
        apply("{actors: {replicas: 4}}");
        awaitReady();
        await().untilAsserted(() -> assertThat(uids()).hasSize(6).containsAllEntriesOf(before));
        assertThat(nodes.calls()).contains("demo-actors-0 PUT /cluster/expected-size");

        apply("{actors: {replicas: 3}}");
        await().atMost(LONG).untilAsserted(() -> assertThat(uids()).isEqualTo(before));
        awaitReady();
        assertThat(nodes.calls()).contains("demo-actors-3 POST /cluster/drain");
    }

    @Test
    void anImageThatIsNotThereStopsTheRollAndACorrectedOneGoesOn() {
        apply("{image: 'stock:broken'}");
        awaitCondition(Condition.DEGRADED, "RolloutStalled", "demo-actors-2 cannot pull the image stock:broken");
        assertThat(images()).containsExactlyInAnyOrder("stock:1", "stock:1", "stock:broken");

        apply("{image: 'stock:3'}");

        awaitImages("stock:3");
        awaitReady();
    }

    @Test
    void fewerNodesThanCopiesAreRefusedAndTheSpecIsLeftAlone() {
        apply("{actors: {replicas: 2}}");

        awaitCondition(Condition.SCALE_DOWN_BLOCKED, "ScaleDownRefused", "2 nodes cannot hold 3 copies of each pot");
        assertThat(cluster().wanted().actors().replicas()).isEqualTo(2);
        assertThat(uids()).hasSize(5);
    }

    @Test
    void anotherNumberOfCopiesIsRefused() {
        apply("{actors: {replicas: 3}, replication: {factor: 2}}");

        awaitCondition(Condition.DEGRADED, "FactorFixed", "replication.factor cannot become 2");
        assertThat(nodes.calls()).isEmpty();
    }

    @Test
    void aPlanIsShownAndExecutedOnceItsHashIsApproved() {
        apply("{image: 'stock:2', rollout: {approval: Manual}}");
        awaitCondition(Condition.ROLLOUT_BLOCKED, "NotApproved", "nobody has approved the plan yet");
        assertThat(nodes.calls()).isEmpty();

        String hash = cluster().getStatus().plan().hash();
        annotate("stockcluster.io/approve-plan", hash);

        awaitImages("stock:2");
        awaitReady();
    }

    @Test
    void whilePausedNothingIsChanged() {
        apply("{paused: true, image: 'stock:2'}");
        awaitCondition(Condition.PAUSED, "Paused", "spec.paused is true");
        assertThat(images()).containsOnly("stock:1");

        apply("{image: 'stock:2'}");
        awaitImages("stock:2");
    }

    @Test
    void aRestartIsAskedForByKubectlAndByAnnotation() {
        Map<String, String> before = uids();
        admin().apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName("demo-actors")
                .rolling()
                .restart();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(uids().entrySet())
                        .filteredOn(pod -> pod.getKey().contains("actors"))
                        .doesNotContainAnyElementsOf(before.entrySet()));
        awaitReady();

        Map<String, String> after = uids();
        admin().pods().inNamespace(namespace).withName("demo-actors-1").edit(pod -> {
            pod.getMetadata().getAnnotations().put("stockcluster.io/restart", "now");
            return pod;
        });
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(uids().get("demo-actors-1")).isNotNull().isNotEqualTo(after.get("demo-actors-1")));
        awaitReady();
        assertThat(uids()).containsEntry("demo-actors-0", after.get("demo-actors-0"));
    }

    @Test
    void inASteadyStateNothingIsWrittenAndTheBudgetIsOpen() {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(admin().resources(PodDisruptionBudget.class)
                                .inNamespace(namespace)
                                .withName("demo-actors")
                                .get()
                                .getSpec()
                                .getMaxUnavailable()
                                .getIntVal())
                        .isEqualTo(1));
        awaitCondition(Condition.SHARDS_SAFE, "AllSafe", "every shard has its copies");
        writes.clear();

        operator.close();
        operator = newOperator();

        await().during(Duration.ofSeconds(10))
                .atMost(Duration.ofSeconds(12))
                .untilAsserted(() -> assertThat(writes).isEmpty());
    }

    private OperatorProcess newOperator() {
        return OperatorProcess.start(operatorClient, Set.of(), Optional.of("stock:1"));
    }

    private static KubernetesClient admin() {
        return kubernetes.admin();
    }

    private void apply(String spec) {
        GenericKubernetesResource cluster =
                Serialization.unmarshal("""
                apiVersion: stockcluster.io/v1
                kind: StockCluster
                metadata: {name: demo, namespace: %s}
                spec: %s
                """.formatted(namespace, spec), GenericKubernetesResource.class);
        admin().resource(cluster).forceConflicts().serverSideApply();
    }

    private void annotate(String name, String value) {
        admin().resources(StockCluster.class)
                .inNamespace(namespace)
                .withName("demo")
                .edit(cluster -> {
                    cluster.getMetadata().getAnnotations().put(name, value);
                    return cluster;
                });
    }

    private StockCluster cluster() {
        return admin().resources(StockCluster.class)
                .inNamespace(namespace)
                .withName("demo")
                .get();
    }

    /** Ready, and nothing more to be done, of the spec as it is now. */
    private void awaitReady() {
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

    private void awaitCondition(String type, String reason, String part) {
        await().atMost(LONG).untilAsserted(() -> {
            Condition condition = cluster().getStatus().condition(type).orElseThrow();
            assertThat(condition.status()).as(condition.toString()).isEqualTo("True");
            assertThat(condition.reason()).isEqualTo(reason);
            assertThat(condition.message()).contains(part);
        });
    }

    private void awaitImages(String image) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(images())
                        .as(() -> String.valueOf(cluster().getStatus()))
                        .hasSize(3)
                        .containsOnly(image));
    }

    private List<String> images() {
        return pods().stream()
                .filter(pod -> pod.getMetadata().getName().contains("actors"))
                .map(pod -> pod.getSpec().getContainers().getFirst().getImage())
                .toList();
    }

    private Map<String, String> uids() {
        Map<String, String> uids = new TreeMap<>();
        pods().forEach(pod ->
                uids.put(pod.getMetadata().getName(), pod.getMetadata().getUid()));
        return uids;
    }

    private List<Pod> pods() {
        return admin().pods().inNamespace(namespace).list().getItems();
    }
}
