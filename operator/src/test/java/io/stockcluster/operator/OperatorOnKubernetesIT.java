package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.crds.v1.Phase;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only a real API server can judge: server-side apply, rights, and who writes when.
 *
 * <p>The node's image is one that nobody has, so no pod ever runs here; that clusters become ready is for the end-to-end
 * tests.
 */
@ExtendWith(OnKubernetes.class)
class OperatorOnKubernetesIT {

    private static final List<Class<? extends HasMetadata>> WRITTEN = List.of(
            StatefulSet.class, Service.class, ServiceAccount.class, Secret.class, StockCluster.class, ConfigMap.class);

    private KubernetesClient admin;
    private StaffedShop staffed;
    private Shop shop;

    @BeforeEach
    void open(RealKubernetes kubernetes) {
        admin = kubernetes.admin();
        staffed = StaffedShop.open(kubernetes, "stock-node:nobody-has-this");
        shop = staffed.shop();
    }

    @AfterEach
    void close() {
        staffed.close();
    }

    @Test
    void anEmptySpecBecomesAllTheResourcesAndTheStatusSaysWhatItWaitsFor() {
        shop.apply("demo", "{}");

        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(shop.names(StatefulSet.class)).containsExactlyInAnyOrder("demo-actors", "demo-http");
            assertThat(shop.names(Service.class)).containsExactlyInAnyOrder("demo-actors", "demo-http");
            assertThat(shop.names(Secret.class)).containsExactlyInAnyOrder("demo-management-token", "demo-signing-key");
            assertThat(shop.names(ServiceAccount.class)).contains("demo-node");
            assertThat(shop.names(Pod.class)).hasSize(5);
        });
        shop.awaitTold("demo", "0 of 3 actor nodes are ready: demo-actors-0 cannot run (ErrImageNeverPull)");
        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            StockClusterStatus status = shop.get(StockCluster.class, "demo").getStatus();
            assertThat(shop.ready("demo").status()).isEqualTo("False");
            assertThat(shop.ready("demo").reason()).isEqualTo("PodCannotStart");
            assertThat(status.phase()).isEqualTo(Phase.FAILED);
            assertThat(status.observedGeneration()).isEqualTo(1);
            assertThat(status.actors().desired()).isEqualTo(3);
            assertThat(status.http().current()).isEqualTo(2);
        });
    }

    @Test
    void inASteadyStateTheOperatorWritesNothing() {
        shop.apply("demo", "{}");
        shop.awaitStuck("demo");
        shop.awaitQuiet(WRITTEN);
        Map<String, String> before = shop.versions(WRITTEN);
        assertThat(staffed.writes()).as("what was written until then").isNotEmpty();
        staffed.writes().clear();

        for (int i = 0; i < 5; i++) {
            makeAnEvent(i);
        }
        for (int i = 5; i < 10; i++) {
            makeAnEvent(i);
            staffed.restartOperator();
        }
        makeAnEvent(10);

        await().during(Duration.ofSeconds(10)).atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(staffed.writes()).isEmpty();
            assertThat(shop.versions(WRITTEN)).isEqualTo(before);
        });
    }

    @Test
    void autoscalersScaleTheHttpTier() {
        shop.apply("demo", "{}");
        shop.awaitTold("demo", "ErrImageNeverPull");

        admin.resources(StockCluster.class)
                .inNamespace(shop.namespace())
                .withName("demo")
                .scale(4);

        await().atMost(Shop.PATIENCE)
                .untilAsserted(() ->
                        assertThat(set("demo-http").getSpec().getReplicas()).isEqualTo(4));
        assertThat(admin.resources(StockCluster.class)
                        .inNamespace(shop.namespace())
                        .withName("demo")
                        .scale()
                        .getStatus()
                        .getSelector())
                .isEqualTo("app.kubernetes.io/component=http,app.kubernetes.io/instance=demo,"
                        + "app.kubernetes.io/name=stock-node");
    }

    @Test
    void whatKubernetesRefusesIsToldInItsWordsAndACorrectedSpecGoesOn() {
        shop.apply("demo", "{http: {service: {type: NodePort, nodePort: 81}}}");

        shop.awaitTold("demo", "Kubernetes refuses Service demo-http");
        assertThat(shop.ready("demo").reason()).isEqualTo("RefusedByKubernetes");
        assertThat(shop.ready("demo").message()).contains("provided port is not in the valid range");

        shop.apply("demo", "{}");
        shop.awaitTold("demo", "ErrImageNeverPull");
    }

    @Test
    void asAProcessItBecomesReadyAndStopsWhenItIsTold(@TempDir Path folder, RealKubernetes kubernetes)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-jar", "target/stock-operator.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(kubernetes.operatorEnvironment());
        builder.environment().putAll(Map.of("WATCH_NAMESPACES", shop.namespace(), "HEALTH_PORT", "0"));
        Process process = builder.start();
        try {
            await().atMost(Shop.PATIENCE)
                    .untilAsserted(() -> assertThat(log)
                            .content()
                            .contains(
                                    "Looking after StockClusters in [" + shop.namespace() + "], with node image none"));
            process.destroy();
            assertThat(process.waitFor(Shop.PATIENCE)).isTrue();
            assertThat(log).content().contains("Stopping");
        } finally {
            process.destroyForcibly();
        }
    }

    /** A change of a pod that means nothing still makes the operator look. */
    private void makeAnEvent(int number) {
        shop.annotate(Pod.class, "demo-actors-0", "touched", Integer.toString(number));
    }

    private StatefulSet set(String name) {
        return shop.get(StatefulSet.class, name);
    }
}
