package io.stockcluster.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.Phase;
import io.stockcluster.crds.v1.RolledBackStatus;
import io.stockcluster.crds.v1.RolloutStatus;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterStatus;
import io.stockcluster.operator.Clusters;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.observe.Obstacle;
import io.stockcluster.operator.rollout.Decision;
import io.stockcluster.operator.rollout.Plan;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusReportTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    private final StockCluster cluster = Clusters.demo("{}");

    @Test
    void readyIsTrueOnceBothTiersAreAsTheSpecAsks() {
        StockClusterStatus status = report(actors(3, 3, 3), http(2, 2, 2));

        assertThat(ready(status).status()).isEqualTo("True");
        assertThat(ready(status).reason()).isEqualTo("AllNodesReady");
        assertThat(ready(status).observedGeneration()).isEqualTo(7);
        assertThat(ready(status).lastTransitionTime()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(status.observedGeneration()).isEqualTo(7);
        assertThat(status.phase()).isEqualTo(Phase.READY);
        assertThat(stalled(status).status()).isEqualTo("False");
        assertThat(status.actors().ready()).isEqualTo(3);
        assertThat(status.http().current()).isEqualTo(2);
        assertThat(status.selector())
                .isEqualTo("app.kubernetes.io/component=http,app.kubernetes.io/instance=demo,"
                        + "app.kubernetes.io/name=stock-node");
    }

    @Test
    void aTierWhoseNodesAreNotAllReadyIsWaitedFor() {
        StockClusterStatus status = report(actors(3, 1, 3), http(2, 2, 2));

        assertThat(ready(status).status()).isEqualTo("False");
        assertThat(ready(status).reason()).isEqualTo("NodesStarting");
        assertThat(ready(status).message()).isEqualTo("1 of 3 actor nodes are ready");
        assertThat(status.phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(stalled(status).status()).isEqualTo("False");
    }

    @Test
    void readyNodesOfAnOldRevisionAreNotWhatTheSpecAsksFor() {
        StockClusterStatus status = report(actors(3, 3, 1), http(2, 2, 2));

        assertThat(ready(status).reason()).isEqualTo("NodesRolling");
        assertThat(ready(status).message()).isEqualTo("3 of 3 actor nodes are ready, 1 of them have the new settings");
    }

    @Test
    void countsOfAnOlderSpecAreNotBelieved() {
        StatefulSet actors = actors(3, 3, 3);
        actors.getStatus().setObservedGeneration(4L);

        assertThat(ready(report(actors, http(2, 2, 2))).message())
                .isEqualTo("actor nodes: waiting for Kubernetes to take up the change");
    }

    @Test
    void nodesThatShouldLeaveAreWaitedFor() {
        assertThat(ready(report(actors(3, 3, 3), http(3, 3, 3))).message())
                .isEqualTo("3 HTTP nodes are more than the 2 wanted: waiting for the others to leave");
    }

    @Test
    void beforeAnythingIsThereTheClusterIsPending() {
        assertThat(report().phase()).isEqualTo(Phase.PENDING);
    }

    @Test
    void aPodThatCannotPullItsImageIsNamed() {
        StockClusterStatus status =
                report(List.of(), actors(3, 0, 3), http(2, 2, 2), pod("actor", "demo-actors-1", """
                containerStatuses:
                - {name: node, image: 'stock:nope', ready: false,
                   state: {waiting: {reason: ErrImagePull, message: 'no such image'}}}
                """));

        assertThat(ready(status).reason()).isEqualTo("PodCannotStart");
        assertThat(ready(status).message())
                .isEqualTo("0 of 3 actor nodes are ready: demo-actors-1 cannot pull the image stock:nope"
                        + " (ImagePullBackOff)");
        assertThat(status.phase()).isEqualTo(Phase.FAILED);
        assertThat(stalled(status).status()).isEqualTo("True");
        assertThat(stalled(status).reason()).isEqualTo(ready(status).reason());
    }

    @Test
    void aCrashLoopIsToldInTheNodesLastWordsAndTheSameAtEachOfItsTurns() {
        String ended = "{terminated: {exitCode: 1, reason: Error, message: 'REPLICATION_FACTOR is 9'}}";
        List<String> turns = List.of(
                "state: " + ended,
                "lastState: " + ended + ", state: {waiting: {reason: CrashLoopBackOff, message: 'back-off 10s'}}",
                "lastState: " + ended + ", state: {running: {}}");

        assertThat(turns)
                .extracting(turn -> ready(report(
                                List.of(),
                                actors(3, 2, 3),
                                http(2, 2, 2),
                                pod(
                                        "actor",
                                        "demo-actors-2",
                                        "containerStatuses: [{name: node, ready: false, " + turn + "}]")))
                        .message())
                .containsOnly("2 of 3 actor nodes are ready: demo-actors-2 ends with exit code 1 (Error):"
                        + " REPLICATION_FACTOR is 9");
    }

    @Test
    void aPodThatFindsNoMachineSaysWhy() {
        StockClusterStatus status = report(List.of(), actors(3, 3, 3), http(2, 1, 2), pod("http", "demo-http-1", """
                conditions:
                - {type: PodScheduled, status: 'False', reason: Unschedulable, message: '0/1 nodes: Insufficient cpu.'}
                """));

        assertThat(ready(status).message())
                .isEqualTo("1 of 2 HTTP nodes are ready: demo-http-1 finds no machine: 0/1 nodes: Insufficient cpu.");
    }

    @Test
    void whatTheOperatorCannotWriteIsToldFirst() {
        Obstacle taken = new Obstacle(Obstacle.Kind.NAME_TAKEN, "Service demo-http is there already");
        StockClusterStatus status = report(List.of(taken), actors(3, 1, 3), http(2, 2, 2));

        assertThat(ready(status).reason()).isEqualTo("NameTaken");
        assertThat(ready(status).message()).isEqualTo("Service demo-http is there already");
        assertThat(status.phase()).isEqualTo(Phase.FAILED);
        assertThat(stalled(status).status()).isEqualTo("True");
        assertThat(stalled(status).reason()).isEqualTo(ready(status).reason());
    }

    @Test
    void theTransitionTimeMovesWithTheStatusAloneAndNotWithTheSentence() {
        cluster.setStatus(report(actors(3, 1, 3), http(2, 2, 2)));
        Instant later = NOON.plusSeconds(60);

        assertThat(ready(at(later, actors(3, 2, 3), http(2, 2, 2))).lastTransitionTime())
                .isEqualTo("2026-01-01T12:00:00Z");
        assertThat(ready(at(later, actors(3, 3, 3), http(2, 2, 2))).lastTransitionTime())
                .isEqualTo("2026-01-01T12:01:00Z");
    }

    @Test
    void theSameClusterAMomentLaterHasTheSameStatus() {
        StockClusterStatus before = report(actors(3, 1, 3), http(2, 2, 2));
        cluster.setStatus(before);

        assertThat(at(NOON.plusSeconds(3600), actors(3, 1, 3), http(2, 2, 2))).isEqualTo(before);
    }

    @Test
    void aNodeThatHandsOverIsToldAndIsNothingBroken() {
        RolloutStatus draining = new RolloutStatus(
                "Draining",
                "demo-actors-1",
                "uid",
                "RestartRequested",
                "r1",
                NOON.toString(),
                null,
                "HandedOver",
                null);

        StockClusterStatus status = planned(draining, Optional.empty(), actors(3, 2, 3), http(2, 2, 2));

        assertThat(ready(status).reason()).isEqualTo("NodesRolling");
        assertThat(ready(status).message())
                .isEqualTo("2 of 3 actor nodes are ready; demo-actors-1 hands its shards over");
        assertThat(status.condition(Condition.DEGRADED).orElseThrow().status()).isEqualTo("False");
    }

    @Test
    void aClusterThatWentBackIsDegradedAndSaysWhatAPersonCanDo() {
        RolledBackStatus given = new RolledBackStatus("f00", "demo-actors-2 cannot pull the image", NOON.toString());

        StockClusterStatus status = planned(RolloutStatus.NONE, Optional.of(given), actors(3, 3, 3), http(2, 2, 2));

        assertThat(status.rolledBack()).isEqualTo(given);
        assertThat(status.phase()).isEqualTo(Phase.FAILED);
        assertThat(stalled(status).status()).isEqualTo("True");
        assertThat(stalled(status).reason()).isEqualTo(ready(status).reason());
        assertThat(List.of(ready(status), status.condition(Condition.DEGRADED).orElseThrow()))
                .allSatisfy(condition -> {
                    assertThat(condition.reason()).isEqualTo("RolledBack");
                    assertThat(condition.message())
                            .startsWith("demo-actors-2 cannot pull the image. The actor nodes run what they last ran")
                            .contains("a corrected spec is tried at once");
                });
        assertThat(ready(status).status()).isEqualTo("False");
    }

    private StockClusterStatus planned(
            RolloutStatus memory, Optional<RolledBackStatus> given, HasMetadata... resources) {
        Plan plan = new Plan(
                new Decision.Rest(),
                memory,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                given,
                false,
                false);
        return StatusReport.of(
                cluster, seen(resources), List.of(), Optional.of(plan), List.of(), Optional.empty(), NOON);
    }

    private StockClusterStatus report(HasMetadata... resources) {
        return report(List.of(), resources);
    }

    private StockClusterStatus report(List<Obstacle> obstacles, HasMetadata... resources) {
        return StatusReport.of(
                cluster, seen(resources), obstacles, Optional.empty(), List.of(), Optional.empty(), NOON);
    }

    private StockClusterStatus at(Instant time, HasMetadata... resources) {
        return StatusReport.of(
                cluster, seen(resources), List.of(), Optional.empty(), List.of(), Optional.empty(), time);
    }

    private static Observed seen(HasMetadata... resources) {
        List<Pod> pods = Arrays.stream(resources)
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .toList();
        return new Observed(List.of(resources), pods);
    }

    private static Condition ready(StockClusterStatus status) {
        return status.condition(Condition.READY).orElseThrow();
    }

    private static Condition stalled(StockClusterStatus status) {
        return status.condition(Condition.STALLED).orElseThrow();
    }

    private static StatefulSet actors(int there, int ready, int updated) {
        return set("demo-actors", 3, there, ready, updated);
    }

    private static StatefulSet http(int there, int ready, int updated) {
        return set("demo-http", 2, there, ready, updated);
    }

    private static StatefulSet set(String name, int wanted, int there, int ready, int updated) {
        return Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: %s, generation: 5}
                spec: {replicas: %d}
                status: {observedGeneration: 5, replicas: %d, readyReplicas: %d, updatedReplicas: %d}
                """.formatted(name, wanted, there, ready, updated), StatefulSet.class);
    }

    private static Pod pod(String component, String name, String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {app.kubernetes.io/component: %s}}
                status:
                %s""".formatted(name, component, status.indent(2)), Pod.class);
    }
}
