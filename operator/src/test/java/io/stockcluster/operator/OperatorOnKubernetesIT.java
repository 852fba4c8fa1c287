package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.Phase;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.crds.v1.StockClusterStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What only a real API server can judge: rules, defaults, server-side apply, rights, and who writes when.
 *
 * <p>The node's image is one that nobody has, so no pod ever runs here; that clusters become ready is for the end-to-end
 * tests.
 */
class OperatorOnKubernetesIT {

    private static final String NO_SUCH_IMAGE = "stock-node:nobody-has-this";

    private static RealKubernetes kubernetes;
    private static int namespaces;

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final String namespace = "shop-" + namespaces++;
    private KubernetesClient operatorClient;
    private OperatorProcess operator;

    @BeforeAll
    static void start() {
        kubernetes = RealKubernetes.start();
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
        operatorClient = kubernetes.operator(writes);
        operator = OperatorProcess.start(operatorClient, Set.of(), Optional.of(NO_SUCH_IMAGE));
    }

    @AfterEach
    void stopOperator() {
        operator.close();
        operatorClient.close();
        admin().resources(StockCluster.class).inNamespace(namespace).delete();
    }

    @Test
    void anEmptySpecBecomesAllTheResourcesAndTheStatusSaysWhatItWaitsFor() {
        apply("demo", "{}");

        await().untilAsserted(() -> {
            assertThat(names(StatefulSet.class)).containsExactlyInAnyOrder("demo-actors", "demo-http");
            assertThat(names(Service.class)).containsExactlyInAnyOrder("demo-actors", "demo-http");
            assertThat(names(Secret.class)).containsExactlyInAnyOrder("demo-management-token", "demo-signing-key");
            assertThat(names(ServiceAccount.class)).contains("demo-node");
            assertThat(names(Pod.class)).hasSize(5);
        });
        awaitTold("0 of 3 actor nodes are ready: demo-actors-0 cannot run (ErrImageNeverPull)");
        StockClusterStatus status = status("demo");
        assertThat(ready(status).status()).isEqualTo("False");
        assertThat(ready(status).reason()).isEqualTo("PodCannotStart");
        assertThat(status.phase()).isEqualTo(Phase.FAILED);
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.actors().desired()).isEqualTo(3);
        assertThat(status.http().current()).isEqualTo(2);
    }

    @Test
    void inASteadyStateTheOperatorWritesNothing() {
        apply("demo", "{}");
        awaitTold("ErrImageNeverPull");
        awaitQuiet();
        Map<String, String> before = versions();
        assertThat(writes).as("what was written until then").isNotEmpty();
        writes.clear();

        for (int i = 0; i < 5; i++) {
            makeAnEvent(i);
        }
        for (int i = 5; i < 10; i++) {
            makeAnEvent(i);
            operator.close();
            operator = OperatorProcess.start(operatorClient, Set.of(), Optional.of(NO_SUCH_IMAGE));
        }
        makeAnEvent(10);

        await().during(Duration.ofSeconds(10)).atMost(Duration.ofSeconds(12)).untilAsserted(() -> {
            assertThat(writes).isEmpty();
            assertThat(versions()).isEqualTo(before);
        });
    }

    @Test
    void whatSomebodyChangesByHandIsPutRight() {
        apply("demo", "{}");
        awaitTold("ErrImageNeverPull");

        admin().apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName("demo-http")
                .scale(7);
        admin().apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName("demo-actors")
                .edit(set -> {
                    set.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getEnv()
                            .removeIf(variable -> variable.getName().equals("CLUSTER_NAME"));
                    return set;
                });
        admin().services().inNamespace(namespace).withName("demo-http").edit(service -> {
            service.getSpec().getSelector().put("app.kubernetes.io/component", "actor");
            return service;
        });
        admin().services().inNamespace(namespace).withName("demo-actors").delete();
        admin().serviceAccounts().inNamespace(namespace).withName("demo-node").edit(account -> {
            account.getMetadata().getLabels().remove("app.kubernetes.io/managed-by");
            return account;
        });

        await().untilAsserted(() -> {
            assertThat(set("demo-http").getSpec().getReplicas()).isEqualTo(2);
            assertThat(set("demo-actors")
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getEnv())
                    .anyMatch(variable -> variable.getName().equals("CLUSTER_NAME"));
            assertThat(names(Service.class)).containsExactlyInAnyOrder("demo-actors", "demo-http");
            assertThat(get(Service.class, "demo-http").getSpec().getSelector())
                    .containsEntry("app.kubernetes.io/component", "http");
            assertThat(get(ServiceAccount.class, "demo-node").getMetadata().getLabels())
                    .containsKey("app.kubernetes.io/managed-by");
        });
    }

    @Test
    void credentialsAreMadeOnceAndKept() {
        apply("demo", "{}");
        awaitTold("ErrImageNeverPull");
        Map<String, String> token = get(Secret.class, "demo-management-token").getData();
        Map<String, String> key = get(Secret.class, "demo-signing-key").getData();

        apply("demo", "{http: {replicas: 3}}");

        await().untilAsserted(() ->
                assertThat(set("demo-http").getSpec().getReplicas()).isEqualTo(3));
        assertThat(get(Secret.class, "demo-management-token").getData()).isEqualTo(token);
        assertThat(get(Secret.class, "demo-signing-key").getData()).isEqualTo(key);
        assertThat(key).containsOnlyKeys("private.pem", "public.pem");
    }

    @Test
    void whatIsNoLongerWantedGoes() {
        apply(
                "demo",
                "{locationApi: {url: 'https://locations.example'}, http: {service: {type: NodePort, nodePort: 30123}}}");
        await().untilAsserted(() -> {
            assertThat(environment("demo-http")).containsKey("LOCATION_API_URL");
            assertThat(get(Service.class, "demo-http")
                            .getSpec()
                            .getPorts()
                            .getFirst()
                            .getNodePort())
                    .isEqualTo(30123);
        });

        apply("demo", "{}");

        await().untilAsserted(() -> {
            assertThat(environment("demo-http")).doesNotContainKey("LOCATION_API_URL");
            assertThat(get(Service.class, "demo-http").getSpec().getType()).isEqualTo("ClusterIP");
        });
    }

    @Test
    void autoscalersScaleTheHttpTier() {
        apply("demo", "{}");
        awaitTold("ErrImageNeverPull");

        admin().resources(StockCluster.class)
                .inNamespace(namespace)
                .withName("demo")
                .scale(4);

        await().untilAsserted(() ->
                assertThat(set("demo-http").getSpec().getReplicas()).isEqualTo(4));
        assertThat(admin().resources(StockCluster.class)
                        .inNamespace(namespace)
                        .withName("demo")
                        .scale()
                        .getStatus()
                        .getSelector())
                .isEqualTo("app.kubernetes.io/component=http,app.kubernetes.io/instance=demo,"
                        + "app.kubernetes.io/name=stock-node");
    }

    @Test
    void aServiceOfSomebodyElseIsLeftAloneAndNamed() {
        admin().resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("demo-http")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(1234)
                        .endPort()
                        .endSpec()
                        .build())
                .create();

        apply("demo", "{}");

        awaitTold("Service demo-http is there already and was not made by this operator");
        assertThat(ready(status("demo")).reason()).isEqualTo("NameTaken");
        assertThat(get(Service.class, "demo-http")
                        .getSpec()
                        .getPorts()
                        .getFirst()
                        .getPort())
                .isEqualTo(1234);
    }

    @Test
    void whatKubernetesRefusesIsToldInItsWordsAndACorrectedSpecGoesOn() {
        apply("demo", "{http: {service: {type: NodePort, nodePort: 81}}}");

        awaitTold("Kubernetes refuses Service demo-http");
        assertThat(ready(status("demo")).reason()).isEqualTo("RefusedByKubernetes");
        assertThat(ready(status("demo")).message()).contains("provided port is not in the valid range");

        apply("demo", "{}");
        awaitTold("ErrImageNeverPull");
    }

    @Test
    void whatBelongsToAClusterGoesWithIt() {
        apply("demo", "{}");
        awaitTold("ErrImageNeverPull");

        admin().resources(StockCluster.class)
                .inNamespace(namespace)
                .withName("demo")
                .delete();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(names(StatefulSet.class)).isEmpty();
            assertThat(names(Service.class)).isEmpty();
            assertThat(names(Secret.class)).isEmpty();
        });
    }

    @Test
    void asAProcessItBecomesReadyAndStopsWhenItIsTold(@TempDir Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-jar", "target/stock-operator.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(kubernetes.operatorEnvironment());
        builder.environment().putAll(Map.of("WATCH_NAMESPACES", namespace, "HEALTH_PORT", "0"));
        Process process = builder.start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(log)
                            .content()
                            .contains("Looking after StockClusters in [" + namespace + "], with node image none"));
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(log).content().contains("Stopping");
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            demo  | {replication: {factor: 8}}                                 | should be less than or equal to 7
            demo  | {replication: {factor: 0}}                                 | should be greater than or equal to 1
            demo  | {actors: {replicas: 2}, replication: {factor: 3}}          | replication.factor must not be larger than actors.replicas
            demo  | {replication: {consistency: 'at-least:4'}}                 | at-least:n must not ask for more copies than replication.factor
            demo  | {actors: {replicas: 1}, replication: {consistency: 'at-least:2'}} | at-least:n must not ask for more copies than replication.factor
            demo  | {replication: {consistency: some}}                         | replication.consistency
            demo  | {actors: {replicas: 0}}                                    | spec.actors.replicas
            demo  | {http: {replicas: 0}}                                      | spec.http.replicas
            demo  | {http: {service: {nodePort: 30000}}}                       | nodePort needs http.service.type NodePort or LoadBalancer
            demo  | {auth: {jwksUrl: 'https://a.example', publicKeySecret: {name: k}}} | auth takes one key source
            demo  | {auth: {mode: none, jwksUrl: 'https://a.example'}}         | auth.mode none checks no tokens
            Demo.1 | {}                                                        | RFC 1123
            de.mo | {}                                                         | metadata.name may have lower-case letters
            1demo | {}                                                         | metadata.name may have lower-case letters
            a2345678901234567890123456789012345678901 | {}                     | metadata.name may have at most 40 characters
            """)
    void aBadSpecIsRefusedInASentence(String name, String spec, String sentence) {
        assertThatThrownBy(() -> apply(name, spec)).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {replication: {factor: 3, consistency: 'at-least:3'}}
            {actors: {replicas: 7}, replication: {factor: 7, consistency: 'at-least:7'}}
            {actors: {replicas: 1}, replication: {consistency: strong}}
            {auth: {mode: none}}
            """)
    void aGoodSpecIsTaken(String spec) {
        assertThat(apply("demo", spec).getMetadata().getUid()).isNotNull();
    }

    private static KubernetesClient admin() {
        return kubernetes.admin();
    }

    /** As a user does it, field by field as written: what is left out is for Kubernetes to fill in. */
    private GenericKubernetesResource apply(String name, String spec) {
        // No image is ever pulled, so there is nothing to wait for, and pods settle at once.
        String unpulled = spec.replaceFirst("\\{", "{imagePullPolicy: Never, ");
        GenericKubernetesResource cluster =
                Serialization.unmarshal("""
                apiVersion: stockcluster.io/v1
                kind: StockCluster
                metadata: {name: %s, namespace: %s}
                spec: %s
                """.formatted(name, namespace, unpulled), GenericKubernetesResource.class);
        return admin().resource(cluster).forceConflicts().serverSideApply();
    }

    private void awaitTold(String part) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ready(status("demo")).message()).contains(part));
    }

    /** Kubernetes itself still writes for a while: counts of pods, events of the kubelet. */
    private void awaitQuiet() {
        AtomicReference<Map<String, String>> last = new AtomicReference<>(Map.of());
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(60)).until(() -> {
            Map<String, String> now = versions();
            return now.equals(last.getAndSet(now));
        });
    }

    /** A change of a pod that means nothing still makes the operator look. */
    private void makeAnEvent(int number) {
        admin().pods().inNamespace(namespace).withName("demo-actors-0").edit(pod -> {
            pod.getMetadata().getAnnotations().put("touched", Integer.toString(number));
            return pod;
        });
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        Stream.of(
                        StatefulSet.class,
                        Service.class,
                        ServiceAccount.class,
                        Secret.class,
                        StockCluster.class,
                        ConfigMap.class)
                .flatMap(type -> list(type).stream())
                .forEach(resource -> versions.put(
                        resource.getKind() + "/" + resource.getMetadata().getName(),
                        resource.getMetadata().getResourceVersion()));
        return versions;
    }

    private StockClusterStatus status(String name) {
        StockClusterStatus status = get(StockCluster.class, name).getStatus();
        assertThat(status).as("status of %s", name).isNotNull();
        return status;
    }

    private static Condition ready(StockClusterStatus status) {
        return status.condition(Condition.READY).orElseThrow();
    }

    private StatefulSet set(String name) {
        return get(StatefulSet.class, name);
    }

    private Map<String, String> environment(String set) {
        Map<String, String> environment = new TreeMap<>();
        set(set).getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .forEach(variable -> environment.put(variable.getName(), String.valueOf(variable.getValue())));
        return environment;
    }

    private <R extends HasMetadata> R get(Class<R> type, String name) {
        R found = admin().resources(type).inNamespace(namespace).withName(name).get();
        assertThat(found).as("%s %s", type.getSimpleName(), name).isNotNull();
        return found;
    }

    private <R extends HasMetadata> List<R> list(Class<R> type) {
        return admin().resources(type).inNamespace(namespace).list().getItems();
    }

    private List<String> names(Class<? extends HasMetadata> type) {
        return list(type).stream()
                .map(resource -> resource.getMetadata().getName())
                .toList();
    }
}
