package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.PlanStatus;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.act.Steps;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.rollout.ActorPod;
import io.stockcluster.operator.rollout.Decision;
import io.stockcluster.operator.rollout.RestartReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * That what the planner decides is done to a real Kubernetes and told in the status: evictions, budgets, preconditions,
 * revisions.
 */
@ExtendWith(OnKubernetes.class)
class RolloutOnKubernetesIT {

    private static final Observed NOTHING = new Observed(List.of(), List.of());

    private RollingShop rolling;

    @BeforeEach
    void open(RealKubernetes kubernetes) {
        rolling = RollingShop.open(kubernetes);
    }

    @AfterEach
    void close() {
        rolling.close();
    }

    @Test
    void anotherImageReplacesOnePodAfterTheOtherDrainedFirst() {
        rolling.apply("{image: 'stock:2'}");

        rolling.awaitImages("stock:2");
        rolling.awaitReady();
        assertThat(rolling.nodes().calls().stream().distinct())
                .containsExactly(
                        "demo-actors-2 POST /cluster/drain",
                        "demo-actors-1 POST /cluster/drain",
                        "demo-actors-0 POST /cluster/drain");
        assertThat(rolling.shop().list(Event.class))
                .filteredOn(event -> event.getInvolvedObject().getKind().equals("StockCluster"))
                .extracting(Event::getReason)
                .contains("Draining", "Evicted");
    }

    @Test
    void aNodeThatTakesItsTimeToObeyIsToldAgainAndPeopleOnce() {
        rolling.nodes().drainsTake(Duration.ofHours(1));
        rolling.nodes().undrainOnlyAfter(4);
        rolling.apply("{image: 'stock:2'}");
        await().atMost(RollingShop.LONG)
                .untilAsserted(
                        () -> assertThat(rolling.nodes().calls()).containsOnly("demo-actors-2 POST /cluster/drain"));

        rolling.apply("{}");
        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(
                                rolling.nodes().calls().stream().filter("demo-actors-2 DELETE /cluster/drain"::equals))
                        .hasSize(4));
        rolling.awaitReady();
        assertThat(rolling.shop().list(Event.class))
                .filteredOn(event -> event.getReason().equals("Undrained"))
                .hasSize(1);
    }

    @Test
    void anOperatorThatIsKilledAgainAndAgainGoesOn() {
        rolling.apply("{image: 'stock:2'}");

        for (int i = 0; i < 6; i++) {
            int calls = rolling.nodes().calls().size();
            await().atMost(RollingShop.LONG)
                    .pollDelay(Duration.ofMillis(700 + 300 * i))
                    .until(() -> rolling.nodes().calls().size() >= calls);
            rolling.restartOperator();
        }

        rolling.awaitImages("stock:2");
        rolling.awaitReady();
    }

    @Test
    void morePodsAndFewerReplaceNone() {
        Map<String, String> before = rolling.uids();
        rolling.apply("{actors: {replicas: 4}}");
        rolling.awaitReady();
        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.uids()).hasSize(6).containsAllEntriesOf(before));
        assertThat(rolling.nodes().calls()).contains("demo-actors-0 PUT /cluster/expected-size");

        rolling.apply("{actors: {replicas: 3}}");
        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.uids()).isEqualTo(before));
        rolling.awaitReady();
        assertThat(rolling.nodes().calls()).contains("demo-actors-3 POST /cluster/drain");
    }

    @Test
    void fewerNodesThanCopiesAreRefusedAndTheSpecIsLeftAlone() {
        rolling.apply("{actors: {replicas: 2}}");

        rolling.awaitCondition(
                Condition.SCALE_DOWN_BLOCKED, "ScaleDownRefused", "2 nodes cannot hold 3 copies of each pot");
        assertThat(rolling.cluster().wanted().actors().replicas()).isEqualTo(2);
        assertThat(rolling.uids()).hasSize(5);
    }

    @Test
    void fewerCopiesAndThenFewerNodesCanBeAskedForAtOnce() {
        Map<String, String> before = rolling.uids();
        rolling.apply("{actors: {replicas: 2}, replication: {factor: 2}}");

        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.uids())
                        .hasSize(4)
                        .doesNotContainEntry("demo-actors-0", before.get("demo-actors-0")));
        rolling.awaitReady();
        assertThat(rolling.nodes().calls())
                .containsSubsequence("demo-actors-0 POST /cluster/drain", "demo-actors-2 POST /cluster/drain");
    }

    @Test
    void aPlanIsShownAndExecutedOnceItsHashIsApproved() {
        rolling.awaitComplete();
        rolling.apply("{image: 'stock:2', rollout: {approval: Manual}}");
        rolling.awaitCondition(Condition.ROLLOUT_BLOCKED, "NotApproved", "nobody has approved the plan yet");
        assertThat(rolling.nodes().calls()).isEmpty();

        PlanStatus plan = rolling.cluster().getStatus().plan();
        assertThat(plan.changes())
                .containsExactly(new PlanStatus.Change("spec.containers[node].image", "stock:1", "stock:2"));
        assertThat(plan.steps()).extracting(PlanStatus.Step::shards).containsExactly(271, 271, 271);
        rolling.annotate("stockcluster.io/approve-plan", plan.hash());

        rolling.awaitImages("stock:2");
        rolling.awaitReady();
    }

    @Test
    void whilePausedNothingIsChanged() {
        rolling.apply("{paused: true, image: 'stock:2'}");
        rolling.awaitCondition(Condition.PAUSED, "Paused", "spec.paused is true");
        assertThat(rolling.images()).containsOnly("stock:1");

        rolling.apply("{image: 'stock:2'}");
        rolling.awaitImages("stock:2");
    }

    @Test
    void aRestartIsAskedForByKubectlAndByAnnotation() {
        Map<String, String> before = rolling.uids();
        rolling.admin()
                .apps()
                .statefulSets()
                .inNamespace(rolling.shop().namespace())
                .withName("demo-actors")
                .rolling()
                .restart();
        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.uids().entrySet())
                        .filteredOn(pod -> pod.getKey().contains("actors"))
                        .doesNotContainAnyElementsOf(before.entrySet()));
        rolling.awaitReady();

        Map<String, String> after = rolling.uids();
        rolling.annotatePod("demo-actors-1", "stockcluster.io/restart", "now");
        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.uids().get("demo-actors-1"))
                        .isNotNull()
                        .isNotEqualTo(after.get("demo-actors-1")));
        rolling.awaitReady();
        assertThat(rolling.uids()).containsEntry("demo-actors-0", after.get("demo-actors-0"));
    }

    @Test
    void onlyTheVeryPodThatWasMeantIsTaken(RealKubernetes kubernetes) {
        awaitBudgetFor(1);
        Map<String, String> before = rolling.uids();
        String name = "demo-actors-2";
        try (KubernetesClient client = kubernetes.operator(rolling.writes());
                Steps steps = new Steps(client)) {
            for (Decision decision : List.of(
                    new Decision.Evict(pod(name, "of-yesterday"), RestartReason.NEW_REVISION),
                    new Decision.Delete(pod(name, "of-yesterday"), RestartReason.CANNOT_START))) {
                assertThat(steps.take(decision, rolling.cluster(), NOTHING))
                        .as("it is gone: %s", decision)
                        .isEmpty();
            }
            assertThat(rolling.writes()).anyMatch(write -> write.endsWith("/eviction"));
            assertThat(rolling.uids()).isEqualTo(before);
            assertThat(rolling.pods()).allMatch(pod -> pod.getMetadata().getDeletionTimestamp() == null);

            // Not by an eviction: the refused one has used the budget up for two minutes.
            Decision meant = new Decision.Delete(pod(name, before.get(name)), RestartReason.CANNOT_START);
            assertThat(steps.take(meant, rolling.cluster(), NOTHING)).isEmpty();
            await().atMost(RollingShop.LONG)
                    .untilAsserted(() ->
                            assertThat(rolling.uids().get(name)).isNotNull().isNotEqualTo(before.get(name)));
        }
    }

    @Test
    void podsOfACordonedMachineAreMovedOneByOneOnceAnotherTakesThem() {
        List<String> moved = List.of("demo-actors-0", "demo-actors-1");
        Map<String, String> before = rolling.uids();
        String other = rolling.admin()
                .nodes()
                .list()
                .getItems()
                .getFirst()
                .getMetadata()
                .getName();
        rolling.admin()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("cellar")
                        .endMetadata()
                        .build())
                .create();
        try {
            moved.forEach(pod -> rolling.bind(pod, "cellar"));
            cordon(other, true);
            cordon("cellar", true);
            await().during(Duration.ofSeconds(5))
                    .atMost(RollingShop.LONG)
                    .untilAsserted(() -> assertThat(rolling.nodes().calls())
                            .as("nobody takes them")
                            .isEmpty());

            cordon(other, false);
            awaitTerminating("demo-actors-1");
            rolling.end("demo-actors-1");
            awaitTerminating("demo-actors-0");
            rolling.end("demo-actors-0");

            rolling.awaitReady();
            assertThat(rolling.nodes().calls().stream().distinct())
                    .containsExactly("demo-actors-1 POST /cluster/drain", "demo-actors-0 POST /cluster/drain");
            assertThat(rolling.uids().entrySet())
                    .filteredOn(pod -> !before.entrySet().contains(pod))
                    .extracting(Map.Entry::getKey)
                    .containsExactlyElementsOf(moved);
        } finally {
            cordon(other, false);
            rolling.admin().nodes().withName("cellar").delete();
            moved.forEach(rolling::end);
        }
    }

    /** Whatever others write meanwhile, as they do to a machine that is new. */
    private void cordon(String machine, boolean cordoned) {
        rolling.admin()
                .nodes()
                .withName(machine)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"unschedulable\": %s}}".formatted(cordoned));
    }

    /** It alone. */
    private void awaitTerminating(String name) {
        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.pods())
                        .filteredOn(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                        .extracting(pod -> pod.getMetadata().getName())
                        .containsExactly(name));
    }

    private void awaitBudgetFor(int pods) {
        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.shop()
                                .get(PodDisruptionBudget.class, "demo-actors")
                                .getStatus()
                                .getDisruptionsAllowed())
                        .isEqualTo(pods));
    }

    private static ActorPod pod(String name, String uid) {
        return new ActorPod(
                name, 2, uid, "", true, true, false, Instant.EPOCH, Optional.empty(), false, false, Optional.empty());
    }

    @Test
    void inASteadyStateNothingIsWrittenAndTheBudgetIsOpen() {
        await().atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.shop()
                                .get(PodDisruptionBudget.class, "demo-actors")
                                .getSpec()
                                .getMaxUnavailable()
                                .getIntVal())
                        .isEqualTo(1));
        rolling.awaitCondition(Condition.SHARDS_SAFE, "AllSafe", "every shard has its copies");
        rolling.awaitComplete();
        rolling.shop().awaitQuiet(List.of(StockCluster.class, PodDisruptionBudget.class, ConfigMap.class));
        rolling.writes().clear();

        rolling.restartOperator();

        await().during(Duration.ofSeconds(10))
                .atMost(RollingShop.LONG)
                .untilAsserted(() -> assertThat(rolling.writes()).isEmpty());
    }
}
