package io.stockcluster.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockcluster.embedded.EmbeddedCluster;
import io.stockcluster.embedded.Operator;
import io.stockcluster.embedded.control.Machine;
import io.stockcluster.traffic.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Brings everything up, and says how far it is. */
final class Start {

    private static final List<String> LIGHT = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final String POD_JVM =
            "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow";
    private static final int PORT = 30080;

    private final Path root;
    private final Path folder;
    private final int port;
    private final Consumer<String> progress;

    private Start(Path root, Path folder, int port, Consumer<String> progress) {
        this.root = root;
        this.folder = folder;
        this.port = port;
        this.progress = progress;
    }

    /**
     * Returns once the StockCluster is ready.
     *
     * @throws IllegalStateException it cannot be had on this machine; the message says why
     */
    static Playground run(Path root, Consumer<String> progress) {
        int port = port();
        try {
            return new Start(root, Files.createTempDirectory("stock-playground."), port, progress).all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Playground all() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path node = root.resolve("node/target/stock-node.jar");
        progress.accept("Starting an API server and a kubelet in this process.");
        EmbeddedCluster cluster = EmbeddedCluster.start(
                new Machine(folder, java, () -> POD_JVM, Map.of(Playground.FIRST, node, Playground.SECOND, node)));
        cluster.apply(root.resolve("helm/stockcluster/files/stockclusters.stockcluster.io.yaml"));
        progress.accept("Starting the operator, and applying examples/small.yaml.");
        Operator operator = Operator.start(
                cluster.url(),
                java,
                LIGHT,
                root.resolve("operator/target/stock-operator.jar"),
                folder.resolve("operator.log"),
                Playground.FIRST);
        apply(cluster);
        awaitReady(cluster, operator);
        Playground playground =
                new Playground(folder, cluster, operator, port, new Tokens(cluster.client(), Playground.NAME, node));
        playground.fillIn();
        progress.accept("Ready.");
        return playground;
    }

    private static int port() {
        String text = Optional.ofNullable(System.getenv("HTTP_PORT")).orElse(Integer.toString(PORT));
        if (!text.matches("\\d{4,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("HTTP_PORT is '" + text + "': a port from 1024 to 65535 would be right");
        }
        return Integer.parseInt(text);
    }

    private void apply(EmbeddedCluster cluster) {
        try {
            ObjectNode resource = cluster.client()
                    .getKubernetesSerialization()
                    .unmarshal(Files.readString(root.resolve("examples/small.yaml")), ObjectNode.class);
            resource.withObject("/spec/http/service").put("type", "NodePort").put("nodePort", port);
            cluster.client().resource(resource.toString()).serverSideApply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(EmbeddedCluster cluster, Operator operator) {
        AtomicReference<String> told = new AtomicReference<>("");
        Playground.await("the StockCluster to be ready", () -> {
            if (!operator.alive()) {
                throw new IllegalStateException("the operator has ended by itself, saying:\n" + operator.log());
            }
            JsonNode ready = Playground.ready(Playground.stockCluster(cluster));
            String sentence = ready.path("message").asText("");
            if (!told.getAndSet(sentence).equals(sentence)) {
                progress.accept(sentence);
            }
            return ready.path("status").asText().equals("True");
        });
    }
}
