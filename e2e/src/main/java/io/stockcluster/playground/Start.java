package io.stockcluster.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockcluster.traffic.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Brings everything up, and says how far it is. */
final class Start {

    private static final int PORT = 30080;

    private final Path root;
    private final Path folder;
    private final Consumer<String> progress;

    private Start(Path root, Path folder, Consumer<String> progress) {
        this.root = root;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Returns once the StockCluster is ready.
     *
     * @param k3s whether on Kubernetes in a container
     * @throws IllegalStateException it cannot be had on this machine; the message says why
     */
    static Playground run(Path root, boolean k3s, Consumer<String> progress) {
        try {
            return new Start(root, Files.createTempDirectory("stock-playground."), progress).all(k3s);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Playground all(boolean k3s) throws IOException {
        Place place = k3s ? OnK3s.start(root, folder, progress) : OnThisMachine.start(root, folder, port(), progress);
        progress.accept("Applying examples/small.yaml.");
        apply(place);
        awaitReady(place);
        Tokens tokens = new Tokens(place.client(), Playground.NAME, root.resolve("node/target/stock-node.jar"));
        Playground playground = new Playground(folder, place, tokens);
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

    private void apply(Place place) {
        try {
            ObjectNode resource = place.client()
                    .getKubernetesSerialization()
                    .unmarshal(Files.readString(root.resolve("examples/small.yaml")), ObjectNode.class);
            resource.withObject("/spec/http/service").put("type", "NodePort").put("nodePort", place.nodePort());
            place.client().resource(resource.toString()).serverSideApply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Place place) {
        AtomicReference<String> told = new AtomicReference<>("");
        Playground.await("the StockCluster to be ready", () -> {
            place.check();
            JsonNode ready = Playground.ready(Playground.stockCluster(place));
            String sentence = ready.path("message").asText("");
            if (!told.getAndSet(sentence).equals(sentence)) {
                progress.accept(sentence);
            }
            return ready.path("status").asText().equals("True");
        });
    }
}
