package io.stockcluster.operator;

import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.stockcluster.crds.v1.StockCluster;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A Kubernetes in a container, with the chart installed but for its Deployment: the operator runs in the test, with
 * exactly the rights that the chart gives it.
 */
final class RealKubernetes implements AutoCloseable {

    private static final String IMAGE =
            Optional.ofNullable(System.getenv("STOCKCLUSTER_K3S_IMAGE")).orElse("rancher/k3s:v1.34.4-k3s1");

    private static final Duration START = Duration.ofMinutes(3);

    private final K3sContainer container;
    private final KubernetesClient admin;

    private RealKubernetes(K3sContainer container) {
        this.container = container;
        this.admin = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(container.getKubeConfigYaml()))
                .build();
    }

    /** Skips the test where there is no Docker engine. */
    static RealKubernetes start() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "skipped: no Docker engine, so no real Kubernetes to test the operator with");
        K3sContainer container = new K3sContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("rancher/k3s"))
                .withStartupTimeout(START);
        container.start();
        RealKubernetes kubernetes = new RealKubernetes(container);
        kubernetes.installChart();
        return kubernetes;
    }

    /** May do everything. */
    KubernetesClient admin() {
        return admin;
    }

    /** May do what the chart allows the operator. */
    KubernetesClient operator(List<String> writes) {
        return operator("stock-operator", writes);
    }

    KubernetesClient operator(String account, List<String> writes) {
        return operator(account, uri(), config -> config, builder -> record(builder, writes));
    }

    KubernetesClient operator(URI uri, UnaryOperator<Config> settings, Consumer<HttpClient.Builder> http) {
        return operator("stock-operator", uri, settings, http);
    }

    private KubernetesClient operator(
            String account, URI uri, UnaryOperator<Config> settings, Consumer<HttpClient.Builder> http) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(container.getKubeConfigYaml()))
                .withMasterUrl(uri.toString())
                .withImpersonateUsername("system:serviceaccount:stock-system:" + account)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(settings.apply(config))
                .withHttpClientBuilderConsumer(http)
                .build();
    }

    /** What is really sent, and not held back before. */
    static void record(HttpClient.Builder builder, List<String> writes) {
        builder.addOrReplaceInterceptor("writes", new Interceptor() {
            @Override
            public void before(BasicBuilder ignored, HttpRequest request, RequestTags tags) {
                if (!request.method().equals("GET")) {
                    writes.add(request.method() + " " + request.uri().getPath());
                }
            }
        });
    }

    URI uri() {
        return URI.create(admin.getConfiguration().getMasterUrl());
    }

    /** The same rights, for a process of its own. */
    Map<String, String> operatorEnvironment() {
        String token = admin.serviceAccounts()
                .inNamespace("stock-system")
                .withName("stock-operator")
                .tokenRequest()
                .getStatus()
                .getToken();
        Config config = admin.getConfiguration();
        return Map.of(
                "KUBECONFIG",
                "/dev/null",
                "KUBERNETES_MASTER",
                config.getMasterUrl(),
                "KUBERNETES_AUTH_TOKEN",
                token,
                "KUBERNETES_CERTS_CA_DATA",
                config.getCaCertData());
    }

    void newNamespace(String name) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
    }

    /** Makes an image known to it whose program says a sentence and ends with exit code 1; its name. */
    String imageThatFails(String sentence) throws IOException, InterruptedException {
        String base =
                Optional.ofNullable(System.getenv("STOCKCLUSTER_BASE_IMAGE")).orElse("debian:12-slim");
        String image = new ImageFromDockerfile("stock-that-fails:1", true)
                .withDockerfileFromBuilder(file -> file.from(base).cmd("sh", "-c", "echo '" + sentence + "'; exit 1"))
                .get();
        Path archive = Files.createTempFile("image", ".tar");
        try (InputStream saved =
                DockerClientFactory.lazyClient().saveImageCmd(image).exec()) {
            Files.copy(saved, archive, StandardCopyOption.REPLACE_EXISTING);
            container.copyFileToContainer(MountableFile.forHostPath(archive), "/tmp/image.tar");
            container.execInContainer("ctr", "images", "import", "/tmp/image.tar");
        } finally {
            Files.delete(archive);
        }
        return image;
    }

    private void installChart() {
        newNamespace("stock-system");
        for (HasMetadata resource : Chart.rendered(UnaryOperator.identity())) {
            if (!(resource instanceof Deployment)) {
                admin.resource(resource).create();
            }
            if (resource instanceof CustomResourceDefinition definition) {
                awaitEstablished(definition);
            }
        }
        awaitRights(
                "stock-operator",
                client -> client.resources(StockCluster.class).inAnyNamespace().list());
    }

    /** A second release, without the definition; the name of its operator's account. */
    String installForNamespaces(String release, List<String> namespaces) {
        UnaryOperator<TemplateCommand> values = command -> {
            command.set("crds.install", false);
            for (int i = 0; i < namespaces.size(); i++) {
                command.set("watchNamespaces[" + i + "]", namespaces.get(i));
            }
            return command;
        };
        Chart.parsed(Chart.yaml(release, "stock-system", values)).stream()
                .filter(resource -> !(resource instanceof Deployment))
                .forEach(resource -> admin.resource(resource).serverSideApply());
        String account = release + "-operator";
        awaitRights(
                account,
                client -> namespaces.forEach(namespace -> client.resources(StockCluster.class)
                        .inNamespace(namespace)
                        .list()));
        return account;
    }

    /** The API server heeds a Role a little after it was written. */
    private void awaitRights(String account, Consumer<KubernetesClient> use) {
        try (KubernetesClient client = operator(account, new ArrayList<>())) {
            await().atMost(Shop.PATIENCE)
                    .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                    .untilAsserted(() -> {
                        use.accept(client);
                        client.leases()
                                .inNamespace("stock-system")
                                .withName(account)
                                .get();
                    });
        }
    }

    /** PodMonitor and HTTPRoute, as far as their names go. */
    void installForeignKinds() {
        foreignKinds().forEach(definition -> {
            admin.resource(definition).serverSideApply();
            awaitEstablished(definition);
        });
    }

    void removeForeignKinds() {
        foreignKinds().forEach(definition -> {
            admin.resource(definition).delete();
            admin.resource(definition).waitUntilCondition(Objects::isNull, START.toSeconds(), TimeUnit.SECONDS);
        });
        await().atMost(START).until(() -> foreignKinds().stream().noneMatch(this::isTold));
    }

    private List<CustomResourceDefinition> foreignKinds() {
        return admin.load(RealKubernetes.class.getResourceAsStream("/foreign/kinds.yaml")).items().stream()
                .map(CustomResourceDefinition.class::cast)
                .toList();
    }

    /** The operator asks once which kinds there are, and the API server tells of one a little after it serves it. */
    private void awaitEstablished(CustomResourceDefinition definition) {
        admin.resource(definition)
                .waitUntilCondition(RealKubernetes::isEstablished, START.toSeconds(), TimeUnit.SECONDS);
        await().atMost(START).until(() -> isTold(definition));
    }

    private boolean isTold(CustomResourceDefinition definition) {
        String group = definition.getSpec().getGroup();
        String kind = definition.getSpec().getNames().getKind();
        return definition.getSpec().getVersions().stream()
                .anyMatch(version -> admin.supports(group + "/" + version.getName(), kind));
    }

    /** Right after its creation a definition has a status without any conditions. */
    private static boolean isEstablished(CustomResourceDefinition definition) {
        return Optional.ofNullable(definition)
                .map(CustomResourceDefinition::getStatus)
                .map(CustomResourceDefinitionStatus::getConditions)
                .orElse(List.of())
                .stream()
                .anyMatch(condition -> condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
    }

    @Override
    public void close() {
        admin.close();
        container.stop();
    }
}
