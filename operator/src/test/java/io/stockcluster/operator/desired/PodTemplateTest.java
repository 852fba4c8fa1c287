package io.stockcluster.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.Clusters;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a user adds to the pods of a tier, and what nothing that a user adds can take away. */
class PodTemplateTest {

    @Test
    void aTierGetsItsOwnAdditionsAndTheOtherTierDoesNot() {
        StockCluster cluster =
                Clusters.demo("{actors: {podTemplate: {labels: {team: stock}, priorityClassName: high}}}");

        assertThat(pod(cluster, "demo-actors").getMetadata().getLabels()).containsEntry("team", "stock");
        assertThat(pod(cluster, "demo-actors").getSpec().getPriorityClassName()).isEqualTo("high");
        assertThat(pod(cluster, "demo-http").getMetadata().getLabels()).doesNotContainKey("team");
        assertThat(pod(cluster, "demo-http").getSpec().getPriorityClassName()).isNull();
    }

    @Test
    void theOperatorsOwnLabelsAndAnnotationsWin() {
        StockCluster cluster = Clusters.demo("{http: {podTemplate: {labels: {app.kubernetes.io/name: mine},"
                + " annotations: {stockcluster.io/credentials: none}}}}");

        assertThat(pod(cluster, "demo-http").getMetadata().getLabels())
                .containsEntry("app.kubernetes.io/name", "stock-node");
        assertThat(pod(cluster, "demo-http").getMetadata().getAnnotations())
                .containsEntry("stockcluster.io/credentials", "aaaa.bbbb");
    }

    @Test
    void withoutConstraintsPodsAreSpreadOverMachinesAndZonesAsFarAsCanBe() {
        assertThat(pod(Clusters.demo("{}"), "demo-actors").getSpec().getTopologySpreadConstraints())
                .extracting(TopologySpreadConstraint::getTopologyKey)
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(pod(Clusters.demo("{}"), "demo-actors").getSpec().getTopologySpreadConstraints())
                .allMatch(constraint -> constraint.getWhenUnsatisfiable().equals("ScheduleAnyway"));
    }

    @Test
    void constraintsOfTheUserReplaceTheOperatorsAndCountTheTierUnlessTheySayOtherwise() {
        StockCluster cluster = Clusters.demo("""
                {actors: {podTemplate: {topologySpreadConstraints: [
                    {maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule},
                    {maxSkew: 2, topologyKey: room, whenUnsatisfiable: ScheduleAnyway,
                     labelSelector: {matchLabels: {team: stock}}}]}}}""");

        var constraints = pod(cluster, "demo-actors").getSpec().getTopologySpreadConstraints();

        assertThat(constraints)
                .extracting(TopologySpreadConstraint::getTopologyKey)
                .containsExactly("rack", "room");
        assertThat(constraints.getFirst().getLabelSelector().getMatchLabels())
                .containsEntry("app.kubernetes.io/component", "actor")
                .containsEntry("app.kubernetes.io/instance", "demo");
        assertThat(constraints.getLast().getLabelSelector().getMatchLabels()).isEqualTo(Map.of("team", "stock"));
    }

    @Test
    void aVolumeIsMountedForReadingUnlessItIsEmptyOrSaysOtherwise() {
        StockCluster cluster = Clusters.demo("""
                {http: {podTemplate: {volumes: [
                    {name: trust, mountPath: /etc/trust, configMap: {name: ca}},
                    {name: dumps, mountPath: /dumps, emptyDir: {}},
                    {name: open, mountPath: /open, readOnly: false, csi: {driver: d}}]}}}""");

        Container node = pod(cluster, "demo-http").getSpec().getContainers().getFirst();

        assertThat(node.getVolumeMounts())
                .extracting(mount -> mount.getName() + ":" + Boolean.TRUE.equals(mount.getReadOnly()))
                .containsExactly("tmp:false", "trust:true", "dumps:false", "open:false");
        assertThat(pod(cluster, "demo-http").getSpec().getVolumes())
                .extracting("name")
                .containsExactly("tmp", "trust", "dumps", "open");
    }

    @Test
    void noPodGetsATokenOfKubernetes() {
        for (String tier : new String[] {"demo-actors", "demo-http"}) {
            assertThat(pod(Clusters.demo("{}"), tier).getSpec().getAutomountServiceAccountToken())
                    .isFalse();
        }
    }

    private static PodTemplateSpec pod(StockCluster cluster, String set) {
        return Wanted.resources(
                        cluster,
                        "stock-node:1",
                        Wanted.FINGERPRINTS,
                        Surroundings.plain(),
                        Stage.settled(3, new Copying(3, "quorum")))
                .stream()
                .filter(StatefulSet.class::isInstance)
                .map(StatefulSet.class::cast)
                .filter(one -> one.getMetadata().getName().equals(set))
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate();
    }
}
