package io.stockcluster.e2e;

import static io.stockcluster.e2e.Rolling.nobodyWasRefusedTwice;
import static io.stockcluster.e2e.Stock.insisted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.traffic.Load;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@EndToEnd
class ChartIT {

    @Test
    @Needs(Ability.CHART)
    void helm_test_finds_everything_there_that_the_operator_needs(Stock stock, Load load) {
        assertThat(Chart.test(stock.cluster())).isEqualTo("deployed");
        nobodyWasRefusedTwice(load);
    }

    /** So operators, nodes and the pods of 'helm test', which are let in, are restricted. */
    @Test
    @Needs({Ability.CHART, Ability.RESTRICTED})
    void pods_that_are_not_restricted_are_refused_where_operators_and_nodes_run(Stock stock) {
        for (String namespace : List.of(Chart.NAMESPACE, "default")) {
            assertThat(stock.cluster()
                            .failingKubectl(
                                    "run",
                                    "somebody",
                                    "--image=" + Images.tagged(Images.NODE),
                                    "--dry-run=server",
                                    "--namespace=" + namespace))
                    .contains("violates PodSecurity \"restricted");
        }
    }

    @Test
    @Needs(Ability.CHART)
    void an_upgrade_and_even_an_uninstallation_leave_the_cluster_alone_and_so_do_manifests_that_take_it_over(
            Stock stock, Load load) {
        Cluster cluster = stock.cluster();
        stock.awaitReady();
        Map<String, String> before = pods(stock);

        Chart.upgrade(cluster, "logLevel", "debug");
        stock.awaitLookedAfter();
        assertThat(pods(stock)).isEqualTo(before);

        Chart.uninstall(cluster);
        assertThat(pods(stock)).isEqualTo(before);
        assertThat(insisted(() -> stock.api("System Administrator").track("Shed"))
                        .status())
                .isEqualTo(200);

        Manifests.apply(cluster);
        stock.awaitLookedAfter();
        assertThat(pods(stock)).isEqualTo(before);
        Manifests.deleteOperator(cluster);
        assertThat(pods(stock)).isEqualTo(before);

        Chart.install(cluster);
        stock.awaitLookedAfter();
        assertThat(pods(stock)).isEqualTo(before);
        nobodyWasRefusedTwice(load);
    }

    @Test
    @Needs(Ability.CHART)
    void an_upgrade_brings_the_present_definition_and_kubectl_does_where_helm_is_not_to(Stock stock, Load load) {
        Cluster cluster = stock.cluster();
        Path older = OlderChart.made();
        stock.awaitReady();
        Map<String, String> before = pods(stock);
        JsonNode spec = stock.now().path("spec");
        String uid = stock.now().at("/metadata/uid").asText();

        Chart.upgradeBy(cluster, older);
        assertThat(OlderChart.hasDefined(cluster)).isTrue();
        Chart.upgradeBy(cluster, Project.CHART);
        assertThat(OlderChart.hasDefined(cluster)).isFalse();
        stock.awaitLookedAfter();

        Chart.upgradeBy(cluster, older);
        assertThat(OlderChart.hasDefined(cluster)).isTrue();
        Manifests.applyDefinition(cluster);
        assertThat(OlderChart.hasDefined(cluster)).isFalse();
        Chart.upgradeBy(cluster, Project.CHART);
        stock.awaitLookedAfter();

        assertThat(pods(stock)).isEqualTo(before);
        assertThat(stock.now().at("/metadata/uid").asText()).isEqualTo(uid);
        assertThat(stock.now().path("spec")).isEqualTo(spec);
        nobodyWasRefusedTwice(load);
    }

    @Test
    @Needs(Ability.CHART)
    void nobody_but_its_nodes_reaches_the_cluster_port_and_everybody_the_api(Stock stock, Load load) {
        stock.awaitReady();

        assertThat(reached(stock, stock.name() + "-http", 80)).isEqualTo("open");
        assertThat(reached(stock, stock.name() + "-actors", 5701)).isEqualTo("closed");
        assertThat(reached(stock, stock.name() + "-actors", 9090)).isEqualTo("closed");
        nobodyWasRefusedTwice(load);
    }

    /** From a pod of somebody else. */
    private static String reached(Stock stock, String host, int port) {
        Cluster cluster = stock.cluster();
        String name = "somebody-" + port;
        try {
            cluster.kubectl(
                    "run",
                    name,
                    "--image=" + Images.NODE + ":" + Project.VERSION,
                    "--image-pull-policy=Never",
                    "--restart=Never",
                    "--override-type=strategic",
                    "--overrides=" + restricted(name),
                    "--command",
                    "--",
                    "bash",
                    "-c",
                    "timeout 20 bash -c '</dev/tcp/%s/%d' 2>/dev/null && echo open || echo closed"
                            .formatted(host, port));
            cluster.kubectl("wait", "pod/" + name, "--for=jsonpath={.status.phase}=Succeeded", "--timeout=300s");
            return cluster.kubectl("logs", name).strip();
        } finally {
            cluster.kubectl("delete", "pod", name, "--ignore-not-found", "--now");
        }
    }

    /** What lets a pod into a namespace that restricts them. */
    private static String restricted(String container) {
        return """
                {"spec": {
                  "securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
                  "containers": [{
                    "name": "%s",
                    "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}}]}}""".formatted(container);
    }

    /** By name, with what tells a pod from another of the same name. */
    private static Map<String, String> pods(Stock stock) {
        Map<String, String> uids = new TreeMap<>();
        for (Pod pod : stock.cluster()
                .client()
                .pods()
                .inNamespace("default")
                .withLabel("app.kubernetes.io/instance", stock.name())
                .list()
                .getItems()) {
            uids.put(pod.getMetadata().getName(), pod.getMetadata().getUid());
        }
        return uids;
    }
}
