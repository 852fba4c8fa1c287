package io.stockcluster.playground;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.stockcluster.k3s.Clients;
import io.stockcluster.k3s.Docker;
import io.stockcluster.k3s.K3s;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Kubernetes in a Docker container, with the project's images, and the operator as its manifests install it. */
final class OnK3s implements Place {

    private static final int PORT = 30080;
    private static final String OPERATORS = "stockcluster-system";

    /** Arguments of the Dockerfiles, and what says that they are not to have their defaults. */
    private static final Map<String, String> ELSEWHERE =
            Map.of("JDK_IMAGE", "STOCKCLUSTER_JDK_IMAGE", "BASE_IMAGE", "STOCKCLUSTER_BASE_IMAGE");

    private final Path folder;
    private final K3s k3s;
    private final KubernetesClient client;
    private final String image;
    private final Map<String, LocalPortForward> forwarded = new ConcurrentHashMap<>();

    private OnK3s(Path folder, K3s k3s, String image) {
        this.folder = folder;
        this.k3s = k3s;
        this.image = image;
        this.client = Clients.of(k3s.kubeconfig());
    }

    static OnK3s start(Path root, Path folder, Consumer<String> progress) throws IOException {
        if (!Docker.isThere()) {
            throw new IllegalStateException(
                    "no Docker engine answers 'docker info': start one, or leave out --k3s, which wants it");
        }
        Path manifests = root.resolve("helm/install.yaml");
        String image = named("node", manifests);
        progress.accept("Building the images.");
        Path archive = images(root, folder, image, named("operator", manifests));
        progress.accept("Starting Kubernetes in a container, and giving it the images.");
        OnK3s place = new OnK3s(folder, K3s.started(PORT), image);
        try {
            place.k3s.load(archive);
            Files.delete(archive);
            progress.accept("Applying helm/install.yaml.");
            place.install(manifests);
            return place;
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /** As the manifests name it. */
    private static String named(String what, Path manifests) throws IOException {
        Matcher named =
                Pattern.compile("\"(stockcluster/" + what + ":[^\"]+)\"").matcher(Files.readString(manifests));
        if (!named.find()) {
            throw new IllegalStateException(manifests + " names no image stockcluster/" + what);
        }
        return named.group(1);
    }

    private static Path images(Path root, Path folder, String node, String operator) {
        build(root.resolve("node"), node);
        build(root.resolve("operator"), operator);
        Path archive = folder.resolve("images.tar");
        Docker.tag(node, other(node));
        Docker.save(archive, List.of(node, other(node), operator));
        return archive;
    }

    private static void build(Path module, String image) {
        Map<String, String> arguments = new HashMap<>();
        ELSEWHERE.forEach((argument, variable) ->
                Optional.ofNullable(System.getenv(variable)).ifPresent(value -> arguments.put(argument, value)));
        Docker.build(module, image, arguments);
    }

    private void install(Path manifests) throws IOException {
        Files.writeString(folder.resolve("kubeconfig"), k3s.kubeconfig());
        try (InputStream all = Files.newInputStream(manifests)) {
            client.load(all).serverSideApply();
        }
        Playground.await("Kubernetes to know StockClusters", () -> client.supports(Playground.API, Playground.KIND));
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String image() {
        return image;
    }

    @Override
    public String otherImage() {
        return other(image);
    }

    private static String other(String image) {
        return image + "-next";
    }

    @Override
    public int nodePort() {
        return PORT;
    }

    @Override
    public URI api() {
        return k3s.nodePort(PORT);
    }

    @Override
    public URI management(Pod pod) {
        LocalPortForward forward = forwarded.computeIfAbsent(
                pod.getMetadata().getUid(), uid -> client.pods().resource(pod).portForward(Playground.MANAGEMENT));
        return URI.create("http://127.0.0.1:" + forward.getLocalPort());
    }

    @Override
    public String wayIn() {
        return """
                The cluster itself, the nodes' management ports and all logs are reached by
                kubectl --kubeconfig=%s, which has 'port-forward pod/small-actors-0 9090' and 'logs'.""".formatted(folder.resolve("kubeconfig"));
    }

    @Override
    public void kill(Pod pod) {
        k3s.kill(pod);
    }

    @Override
    public String killOperator() {
        client.pods().inNamespace(OPERATORS).withGracePeriod(0).delete();
        return "The operator's pods are gone at once, and others are made.";
    }

    @Override
    public boolean operatorAlive() {
        return client.pods().inNamespace(OPERATORS).list().getItems().stream().anyMatch(Readiness::isPodReady);
    }

    /** Kubernetes starts it again, whatever it ended of. */
    @Override
    public void check() {}

    @Override
    public void close() {
        forwarded.values().forEach(OnK3s::end);
        client.close();
        k3s.close();
    }

    private static void end(LocalPortForward forward) {
        try {
            forward.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
