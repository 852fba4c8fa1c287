package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is the operator's, and what is others': on a real API server, which alone knows who owns which field. */
@ExtendWith(OnKubernetes.class)
class OwnershipIT {

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
    void whatSomebodyChangesByHandIsPutRight() {
        shop.apply("demo", "{}");
        shop.awaitTold("demo", "ErrImageNeverPull");

        admin.apps()
                .statefulSets()
                .inNamespace(shop.namespace())
                .withName("demo-http")
                .scale(7);
        shop.edit(
                StatefulSet.class,
                "demo-actors",
                set -> set.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv()
                        .removeIf(variable -> variable.getName().equals("CLUSTER_NAME")));
        shop.edit(
                Service.class,
                "demo-http",
                service -> service.getSpec().getSelector().put("app.kubernetes.io/component", "actor"));
        admin.services().inNamespace(shop.namespace()).withName("demo-actors").delete();
        shop.edit(
                ServiceAccount.class,
                "demo-node",
                account -> account.getMetadata().getLabels().remove("app.kubernetes.io/managed-by"));

        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(set("demo-http").getSpec().getReplicas()).isEqualTo(2);
            assertThat(set("demo-actors")
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getEnv())
                    .anyMatch(variable -> variable.getName().equals("CLUSTER_NAME"));
            assertThat(shop.names(Service.class)).containsExactlyInAnyOrder("demo-actors", "demo-http");
            assertThat(shop.get(Service.class, "demo-http").getSpec().getSelector())
                    .containsEntry("app.kubernetes.io/component", "http");
            assertThat(shop.get(ServiceAccount.class, "demo-node").getMetadata().getLabels())
                    .containsKey("app.kubernetes.io/managed-by");
        });
    }

    @Test
    void credentialsAreMadeOnceAndKept() {
        shop.apply("demo", "{}");
        shop.awaitTold("demo", "ErrImageNeverPull");
        Map<String, String> token =
                shop.get(Secret.class, "demo-management-token").getData();
        Map<String, String> key = shop.get(Secret.class, "demo-signing-key").getData();

        shop.apply("demo", "{http: {replicas: 3}}");

        await().atMost(Shop.PATIENCE)
                .untilAsserted(() ->
                        assertThat(set("demo-http").getSpec().getReplicas()).isEqualTo(3));
        assertThat(shop.get(Secret.class, "demo-management-token").getData()).isEqualTo(token);
        assertThat(shop.get(Secret.class, "demo-signing-key").getData()).isEqualTo(key);
        assertThat(key).containsOnlyKeys("private.pem", "public.pem");
    }

    @Test
    void whatIsNoLongerWantedGoes() {
        shop.apply(
                "demo",
                "{locationApi: {url: 'https://locations.example'}, http: {service: {type: NodePort, nodePort: 30123}}}");
        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(environment("demo-http")).containsKey("LOCATION_API_URL");
            assertThat(shop.get(Service.class, "demo-http")
                            .getSpec()
                            .getPorts()
                            .getFirst()
                            .getNodePort())
                    .isEqualTo(30123);
        });

        shop.apply("demo", "{}");

        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(environment("demo-http")).doesNotContainKey("LOCATION_API_URL");
            assertThat(shop.get(Service.class, "demo-http").getSpec().getType()).isEqualTo("ClusterIP");
        });
    }

    @Test
    void aServiceOfSomebodyElseIsLeftAloneAndNamed() {
        admin.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("demo-http")
                        .withNamespace(shop.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(1234)
                        .endPort()
                        .endSpec()
                        .build())
                .create();

        shop.apply("demo", "{}");

        shop.awaitTold("demo", "Service demo-http is there already and was not made by this operator");
        assertThat(shop.ready("demo").reason()).isEqualTo("NameTaken");
        assertThat(shop.get(Service.class, "demo-http")
                        .getSpec()
                        .getPorts()
                        .getFirst()
                        .getPort())
                .isEqualTo(1234);
    }

    @Test
    void whatBelongsToAClusterGoesWithIt() {
        shop.apply("demo", "{}");
        shop.awaitTold("demo", "ErrImageNeverPull");

        shop.delete("demo");

        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(shop.names(StatefulSet.class)).isEmpty();
            assertThat(shop.names(Service.class)).isEmpty();
            assertThat(shop.names(Secret.class)).isEmpty();
        });
    }

    private StatefulSet set(String name) {
        return shop.get(StatefulSet.class, name);
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
}
