package io.stockcluster.e2e;

import static io.stockcluster.e2e.Stock.insisted;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@EndToEnd
class ChartIT {

    @Test
    @Needs(Ability.CHART)
    void helm_test_finds_everything_there_that_the_operator_needs(Stock stock) {
        assertThat(Chart.test(stock.cluster())).isEqualTo("deployed");
    }

    @Test
    @Needs(Ability.CHART)
    void an_upgrade_and_even_an_uninstallation_leave_the_cluster_alone(Stock stock) {
        stock.awaitReady();
        Map<String, String> before = pods(stock);

        Chart.upgrade(stock.cluster(), "logLevel", "debug");
        stock.awaitReady();
        assertThat(pods(stock)).isEqualTo(before);

        Chart.uninstall(stock.cluster());
        assertThat(pods(stock)).isEqualTo(before);
        assertThat(insisted(() -> stock.api("System Administrator").track("Shed"))
                        .status())
                .isEqualTo(200);

        Chart.install(stock.cluster());
        stock.awaitReady();
        assertThat(pods(stock)).isEqualTo(before);
    }

    @Test
    @Needs(Ability.CHART)
    void nobody_but_its_nodes_reaches_the_cluster_port_and_everybody_the_api(Stock stock) {
        stock.awaitReady();

        assertThat(reached(stock, stock.name() + "-http", 80)).isEqualTo("open");
        assertThat(reached(stock, stock.name() + "-actors", 5701)).isEqualTo("closed");
        assertThat(reached(stock, stock.name() + "-actors", 9090)).isEqualTo("closed");
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
