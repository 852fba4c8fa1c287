package io.stockcluster.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.stockcluster.traffic.Load;
import io.stockcluster.traffic.StockApi;
import io.stockcluster.traffic.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Everything that runs, and what can be done to it. */
final class Playground implements AutoCloseable {

    static final String API = "stockcluster.io/v1";
    static final String KIND = "StockCluster";
    static final String NAME = "small";
    static final int MANAGEMENT = 9090;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int CLIENTS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Place place;
    private final StockApi admin;
    private final StockApi clerk;
    private final String token;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Optional<Load> load = Optional.empty();
    private int loads;

    Playground(Path folder, Place place, Tokens tokens) {
        this.folder = folder;
        this.place = place;
        this.token = tokens.forJob("Store Stock Controller");
        this.admin = new StockApi(api(), tokens.forJob("System Administrator"));
        this.clerk = new StockApi(api(), token);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-of-playground"));
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("waited %d s in vain for %s".formatted(PATIENCE.toSeconds(), what));
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what, e);
            }
        }
    }

    /** A few locations, and what the printed lines need. */
    void fillIn() {
        admin.put("North", "{\"roles\": []}");
        admin.put("Depot", "{\"parent\": \"North\", \"roles\": [\"TrackedInventoryLocation\"]}");
        admin.put("Shop", "{\"parent\": \"Depot\", \"roles\": [\"TrackedInventoryLocation\"]}");
        admin.put("Shelf", "{\"parent\": \"Shop\", \"roles\": []}");
        try {
            write(headers(), token);
            write(managementHeaders(), managementToken());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path headers, String token) throws IOException {
        Files.writeString(headers, "Authorization: Bearer " + token + "\nContent-Type: application/json\n");
    }

    private String managementToken() {
        String encoded = place.client()
                .secrets()
                .withName(NAME + "-management-token")
                .require()
                .getData()
                .get("token");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    URI api() {
        return place.api();
    }

    /** How people reach the rest. */
    String wayIn() {
        return place.wayIn();
    }

    URI management(Pod pod) {
        return place.management(pod);
    }

    /** A file of headers for curl: the token, and what bodies are. */
    Path headers() {
        return folder.resolve("headers");
    }

    /** The same for the nodes' management ports. */
    Path managementHeaders() {
        return folder.resolve("management-headers");
    }

    String token() {
        return token;
    }

    Optional<Load> load() {
        return load;
    }

    boolean operatorAlive() {
        return place.operatorAlive();
    }

    private static Resource<GenericKubernetesResource> resource(Place place) {
        return place.client().genericKubernetesResources(API, KIND).withName(NAME);
    }

    /** The StockCluster as it is now. */
    JsonNode stockCluster() {
        return stockCluster(place);
    }

    static JsonNode stockCluster(Place place) {
        return JSON.valueToTree(resource(place).require());
    }

    static JsonNode ready(JsonNode stockCluster) {
        for (JsonNode condition : stockCluster.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition;
            }
        }
        return JSON.missingNode();
    }

    /** Ready, and for what is wanted now. */
    boolean settled() {
        JsonNode now = stockCluster();
        return ready(now).path("status").asText().equals("True")
                && ready(now).path("observedGeneration").asLong()
                        == now.at("/metadata/generation").asLong();
    }

    void awaitSettled() {
        await("the StockCluster to be ready again", this::settled);
    }

    List<Pod> pods() {
        return place.client().pods().list().getItems().stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** What a node says of the cluster; empty where it does not answer. */
    Optional<JsonNode> view(Pod pod) {
        try {
            return Optional.of(JSON.readTree(place.client()
                    .raw("/api/v1/namespaces/default/pods/%s:9090/proxy/cluster"
                            .formatted(pod.getMetadata().getName()))));
        } catch (IOException | KubernetesClientException e) {
            return Optional.empty();
        }
    }

    String toggleLoad() {
        if (load.isPresent()) {
            Load ending = load.get();
            load = Optional.empty();
            ending.stop();
            Map<String, String> wrong = ending.audit().wrong();
            return "%d sales were acknowledged; %s"
                    .formatted(
                            ending.total().acknowledged(),
                            wrong.isEmpty() ? "the levels say the same." : "the levels are wrong: " + wrong);
        }
        loads++;
        load = Optional.of(Load.start(admin, clerk, "Load-" + loads, CLIENTS));
        return CLIENTS + " clients sell without a break.";
    }

    String roll() {
        String to = stockCluster().at("/spec/image").asText(place.image()).equals(place.image())
                ? place.otherImage()
                : place.image();
        change("{\"image\": \"" + to + "\"}");
        return "spec.image is now " + to + ": every pod has to be replaced.";
    }

    String scaleHttp(int by) {
        int wanted = Math.max(1, stockCluster().at("/spec/http/replicas").asInt(2) + by);
        change("{\"http\": {\"replicas\": " + wanted + "}}");
        return "spec.http.replicas is now " + wanted + ".";
    }

    String scaleActors(int by) {
        int wanted = Math.max(1, stockCluster().at("/spec/actors/replicas").asInt(3) + by);
        change("{\"actors\": {\"replicas\": " + wanted + "}}");
        return "spec.actors.replicas is now " + wanted + ".";
    }

    /** Whether the operator leaves everything as it is. */
    void pause(boolean paused) {
        change("{\"paused\": " + paused + "}");
    }

    private void change(String spec) {
        resource(place).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": " + spec + "}");
    }

    List<Pod> actors() {
        return pods().stream()
                .filter(pod -> "actor".equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .toList();
    }

    /** Any of the actor pods. */
    String killPod() {
        List<Pod> actors = actors();
        Pod victim = actors.get(ThreadLocalRandom.current().nextInt(actors.size()));
        place.kill(victim);
        return "kill -9 of " + victim.getMetadata().getName() + ".";
    }

    String killOperator() {
        return place.killOperator();
    }

    /** Whoever comes first, the end of the program or a signal. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            load.ifPresent(Load::close);
            place.close();
            Folders.delete(folder);
        }
    }
}
