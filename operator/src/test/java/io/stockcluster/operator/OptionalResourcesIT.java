package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.crds.v1.StockCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a spec may ask for, and ask for no more, on a real API server. */
@ExtendWith(OnKubernetes.class)
class OptionalResourcesIT {

    private static final List<Class<? extends HasMetadata>> WRITTEN = List.of(
            StatefulSet.class, Service.class, NetworkPolicy.class, Ingress.class, HTTPRoute.class, StockCluster.class);

    /** Everything that is of the kind which could look different when Kubernetes hands it back. */
    private static final String EVERYTHING = """
            {actors: {podTemplate: {
                labels: {team: stock}, annotations: {note: ours}, nodeSelector: {kubernetes.io/os: linux},
                affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [
                    {weight: 1, podAffinityTerm: {topologyKey: rack, labelSelector: {matchLabels: {team: stock}}}}]}},
                tolerations: [{key: stock, operator: Exists, effect: NoSchedule}],
                topologySpreadConstraints: [{maxSkew: 1, topologyKey: rack, whenUnsatisfiable: ScheduleAnyway}],
                env: [{name: LOG_LEVEL, value: debug}, {name: EMPTY, value: ''},
                    {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}},
                    {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}],
                volumes: [{name: trust, mountPath: /etc/trust, configMap: {name: ca}},
                    {name: both, mountPath: /etc/both, projected: {sources: [{secret: {name: s}}]}},
                    {name: secret, mountPath: /etc/secret, secret: {secretName: s}},
                    {name: dumps, mountPath: /dumps, emptyDir: {sizeLimit: 1024Mi}}]}},
             http: {service: {annotations: {balancer: internal}},
                ingress: {className: none, host: stock.example, tlsSecretName: cert, annotations: {a: b}},
                route: {parentRefs: [{name: gateway}], hostnames: [stock.example]}},
             networkPolicy: {httpFrom: [{namespaceSelector: {}}], managementFrom: [{podSelector: {}}]},
             monitoring: {interval: 10s, labels: {release: prometheus}}}""";

    private KubernetesClient admin;
    private StaffedShop staffed;
    private Shop shop;

    @BeforeEach
    void open(RealKubernetes kubernetes) {
        admin = kubernetes.admin();
        kubernetes.installForeignKinds();
        staffed = StaffedShop.open(kubernetes, "stock-node:none");
        shop = staffed.shop();
    }

    @AfterEach
    void close() {
        staffed.close();
    }

    @Test
    void everythingThatCanBeSetIsThereAndThenNothingIsWritten() {
        makeWhatVolumesName();
        shop.apply("demo", EVERYTHING);
        shop.awaitStuck("demo");
        shop.awaitQuiet(WRITTEN);
        staffed.writes().clear();
        Map<String, String> before = shop.versions(WRITTEN);

        staffed.restartOperator();

        await().during(Duration.ofSeconds(5)).atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(staffed.writes()).isEmpty();
            assertThat(shop.versions(WRITTEN)).isEqualTo(before);
        });
        PodSpec pod = shop.get(StatefulSet.class, "demo-actors")
                .getSpec()
                .getTemplate()
                .getSpec();
        assertThat(pod.getVolumes()).extracting("name").containsExactly("tmp", "trust", "both", "secret", "dumps");
        assertThat(shop.names(Ingress.class)).containsExactly("demo-http");
        assertThat(shop.names(HTTPRoute.class)).containsExactly("demo-http");
        assertThat(monitors()).containsExactly("demo-nodes");
    }

    @Test
    void whatASpecNoLongerAsksForIsDeletedAndNothingElse() {
        shop.apply("demo", EVERYTHING);
        shop.apply("other", "{http: {ingress: {}}}");
        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(shop.names(Ingress.class)).containsExactlyInAnyOrder("demo-http", "other-http");
            assertThat(shop.names(HTTPRoute.class)).containsExactly("demo-http");
            assertThat(monitors()).containsExactlyInAnyOrder("demo-nodes", "other-nodes");
        });

        shop.apply("demo", "{networkPolicy: {enabled: false}, monitoring: {enabled: false}}");

        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(shop.names(Ingress.class)).containsExactly("other-http");
            assertThat(shop.names(HTTPRoute.class)).isEmpty();
            assertThat(shop.names(NetworkPolicy.class)).containsExactlyInAnyOrder("other-actors", "other-http");
            assertThat(monitors()).containsExactly("other-nodes");
        });
    }

    @Test
    void whatSomebodyChangesOrDeletesIsPutRight() {
        shop.apply("demo", EVERYTHING);
        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(shop.names(NetworkPolicy.class)).hasSize(2);
            assertThat(shop.names(HTTPRoute.class)).hasSize(1);
        });

        shop.edit(
                NetworkPolicy.class,
                "demo-actors",
                policy -> policy.getSpec().getIngress().getFirst().setFrom(List.of()));
        admin.resources(HTTPRoute.class)
                .inNamespace(shop.namespace())
                .withName("demo-http")
                .delete();

        await().atMost(Shop.PATIENCE).untilAsserted(() -> {
            assertThat(shop.get(NetworkPolicy.class, "demo-actors")
                            .getSpec()
                            .getIngress()
                            .getFirst()
                            .getFrom())
                    .hasSize(1);
            assertThat(shop.names(HTTPRoute.class)).hasSize(1);
        });
    }

    @Test
    void aRouteWithoutTheGatewayApiIsSaidAndTheRestIsMade(RealKubernetes kubernetes) {
        staffed.stopOperator();
        kubernetes.removeForeignKinds();
        staffed.startOperator();

        shop.apply("demo", "{http: {route: {parentRefs: [{name: gateway}]}}}");

        shop.awaitTold("demo", "http.route needs the Gateway API's HTTPRoute");
        assertThat(shop.ready("demo").reason()).isEqualTo("KindMissing");
        assertThat(shop.names(StatefulSet.class)).hasSize(2);
    }

    /** Without these the actor pods would wait, and the status would say after a minute that they take long. */
    private void makeWhatVolumesName() {
        admin.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("ca")
                        .withNamespace(shop.namespace())
                        .endMetadata()
                        .build())
                .create();
        admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("s")
                        .withNamespace(shop.namespace())
                        .endMetadata()
                        .build())
                .create();
    }

    private List<String> monitors() {
        return admin
                .genericKubernetesResources("monitoring.coreos.com/v1", "PodMonitor")
                .inNamespace(shop.namespace())
                .list()
                .getItems()
                .stream()
                .map(GenericKubernetesResource::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }
}
