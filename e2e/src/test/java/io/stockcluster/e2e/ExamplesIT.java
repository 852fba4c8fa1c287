package io.stockcluster.e2e;

import static io.stockcluster.e2e.Rolling.nobodyWasRefusedTwice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.traffic.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each file of {@code examples}, applied as it is; but for the small one, on which all scenarios run. */
@EndToEnd
class ExamplesIT {

    private static final Path EXAMPLES = Project.ROOT.resolve("examples");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Beforehand BEFOREHAND = new Beforehand();

    /** One that is added gets a scenario here. */
    @BeforeAll
    static void knowAllOfThem() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "gateway.yaml", "minimal.yaml", "private-registry.yaml", "production.yaml", "small.yaml");
        }
    }

    @BeforeAll
    static void makeWhatTheyTakeForGranted(Stock stock) {
        BEFOREHAND.make(stock.cluster().client());
    }

    @AfterAll
    static void removeIt() {
        BEFOREHAND.remove();
    }

    @Test
    @Needs(Ability.LIMITS)
    void the_minimal_example_becomes_ready_and_leaves_nothing_behind_when_it_is_deleted(Stock stock) {
        Stock minimal = applied("minimal", stock);
        minimal.awaitReady();

        assertThat(minimal.actorPods()).hasSize(3);
        assertThat(minimal.httpPods()).hasSize(2);
        minimal.delete();
    }

    @Test
    @Needs(Ability.AUTOSCALER)
    void the_gateway_example_becomes_ready_with_a_route_to_its_api_and_its_autoscaler_finds_it(Stock stock, Load load) {
        Stock gateway = applied("gateway", stock);
        gateway.awaitReady();

        HTTPRoute route = client(stock)
                .resources(HTTPRoute.class)
                .inNamespace("default")
                .withName("gateway-http")
                .require();
        assertThat(route.getSpec().getHostnames()).containsExactly("stock.example.com");
        assertThat(route.getSpec().getParentRefs())
                .extracting("namespace", "name", "sectionName")
                .containsExactly(tuple("gateways", "public", "https"));
        assertThat(route.getSpec().getRules().getFirst().getBackendRefs())
                .extracting("name", "port")
                .containsExactly(tuple("gateway-http", 80));
        await("the autoscaler finds what it is to scale")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client(stock)
                                .autoscaling()
                                .v2()
                                .horizontalPodAutoscalers()
                                .inNamespace("default")
                                .withName("gateway-http")
                                .require()
                                .getStatus()
                                .getConditions())
                        .extracting("type", "status")
                        .contains(tuple("AbleToScale", "True")));
        gateway.delete();
        nobodyWasRefusedTwice(load);
    }

    @Test
    @Needs({Ability.ROOM, Ability.OUTSIDE})
    void the_production_example_becomes_ready_with_all_its_nodes_its_ingress_and_its_monitor(Stock stock, Load load) {
        Stock production = applied("production", stock);
        production.awaitReady();

        assertThat(production.httpPods()).hasSize(4);
        assertThat(production.actorPods()).hasSize(5).allSatisfy(pod -> {
            assertThat(pod.getSpec().getPriorityClassName()).isEqualTo("high");
            assertThat(pod.getMetadata().getLabels()).containsEntry("team", "stock");
        });
        var ingress = client(stock)
                .network()
                .v1()
                .ingresses()
                .inNamespace("default")
                .withName("production-http")
                .require()
                .getSpec();
        assertThat(ingress.getRules()).extracting("host").containsExactly("stock.example.com");
        assertThat(ingress.getTls()).extracting("secretName").containsExactly("stock-example-com");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client(stock)
                                .genericKubernetesResources("monitoring.coreos.com/v1", "PodMonitor")
                                .inNamespace("default")
                                .withLabel("release", "prometheus")
                                .list()
                                .getItems())
                        .extracting("metadata.name")
                        .containsExactly("production-nodes"));
        production.delete();
        nobodyWasRefusedTwice(load);
    }

    /**
     * With the image on the machine, as a pull with the Secret would have left it there. It is ready only once the Location
     * API has been asked, and nothing but the mounted trust store vouches for that.
     */
    @Test
    @Needs({Ability.VOLUMES, Ability.IMAGES})
    void the_example_with_a_private_registry_becomes_ready_with_its_image_and_its_trust_store(Stock stock, Load load) {
        BEFOREHAND.makeLocationApi(client(stock));
        Stock guarded = applied("private-registry", stock);
        guarded.awaitReady();

        assertThat(guarded.pods()).hasSize(5).allSatisfy(pod -> {
            assertThat(pod.getSpec().getContainers()).extracting("image").containsExactly(Images.PRIVATE);
            assertThat(pod.getSpec().getImagePullSecrets()).extracting("name").containsExactly("registry");
        });
        assertThat(guarded.httpPods())
                .hasSize(2)
                .allSatisfy(pod -> assertThat(
                                pod.getSpec().getContainers().getFirst().getEnv())
                        .extracting("name", "value")
                        .contains(tuple("LOG_LEVEL", "debug"), tuple("LOCATION_API_TIMEOUT", "3s")));
        guarded.delete();
        nobodyWasRefusedTwice(load);
    }

    private static Stock applied(String example, Stock stock) {
        return Stock.asItIs(stock.cluster(), EXAMPLES.resolve(example + ".yaml"));
    }

    private static KubernetesClient client(Stock stock) {
        return stock.cluster().client();
    }
}
