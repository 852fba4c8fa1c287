package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A whole service of nodes as processes of their own, from the jar. */
public final class Cluster implements AutoCloseable {

    private static final Duration STARTED = Duration.ofMinutes(4);

    /** What it is made of. */
    public enum Layout {
        /** One node that does everything. */
        ONE_NODE,
        /** An HTTP node in front of three actor nodes that keep everything three times. */
        HTTP_AND_ACTORS
    }

    private final Path folder;
    private final List<Map<String, String>> settings = new ArrayList<>();
    private final List<NodeProcess> actors = new ArrayList<>();
    private final NodeProcess http;

    private Cluster(Path folder, Layout layout, Map<String, String> more) {
        this.folder = folder;
        Api.makeKeys(folder);
        Map<String, String> shared = new HashMap<>(more);
        shared.put("AUTH_PUBLIC_KEY", folder.resolve("public.pem").toString());
        this.http = switch (layout) {
            case ONE_NODE -> one(shared);
            case HTTP_AND_ACTORS -> severalNodes(shared);
        };
    }

    /** Returns when all of it is there. */
    public static Cluster start(Path folder, Layout layout) {
        return start(folder, layout, Map.of());
    }

    static Cluster start(Path folder, Layout layout, Map<String, String> more) {
        var cluster = new Cluster(folder, layout, more);
        try {
            cluster.awaitWhole();
            return cluster;
        } catch (AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private NodeProcess one(Map<String, String> shared) {
        int port = Api.freePort();
        shared.put("NODE_ROLE", "both");
        shared.put("CLUSTER_NAME", "one-" + port);
        shared.put("CLUSTER_PORT", "" + port);
        return NodeProcess.start("both-0", folder, shared);
    }

    private NodeProcess severalNodes(Map<String, String> shared) {
        List<Integer> ports =
                IntStream.range(0, 3).mapToObj(i -> Api.freePort()).toList();
        shared.put("CLUSTER_NAME", "several-" + ports.getFirst());
        shared.put(
                "CLUSTER_SEEDS", ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
        shared.put("CLUSTER_EXPECTED_SIZE", "3");
        shared.putIfAbsent("REPLICATION_FACTOR", "3");
        for (int i = 0; i < ports.size(); i++) {
            Map<String, String> actor = new HashMap<>(shared);
            actor.put("NODE_ROLE", "actor");
            actor.put("CLUSTER_PORT", "" + ports.get(i));
            settings.add(actor);
            actors.add(NodeProcess.start("actor-" + i, folder, actor));
        }
        shared.put("NODE_ROLE", "http");
        return NodeProcess.start("http-0", folder, shared);
    }

    NodeProcess http() {
        return http;
    }

    List<NodeProcess> actors() {
        return actors;
    }

    /** In the place of one that is gone. */
    void startAgain(int actor) {
        startAgain(actor, Map.of());
    }

    void startAgain(int actor, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings.get(actor));
        all.putAll(more);
        actors.set(actor, NodeProcess.start("actor-" + actor, folder, all));
    }

    /** Waits until all nodes are there and hold everything, and none is still said to be drained. */
    void awaitWhole() {
        try {
            await().atMost(STARTED).ignoreException(UncheckedIOException.class).until(this::whole);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("The cluster did not form:\n" + told(), e);
        }
    }

    /** Waits until all the others have given it up. */
    void awaitGone(NodeProcess actor) {
        await().atMost(STARTED)
                .ignoreException(UncheckedIOException.class)
                .until(() -> actors.stream()
                        .filter(other -> other != actor)
                        .allMatch(other ->
                                view(other).path("cluster").path("members").size() == actors.size() - 1));
    }

    private JsonNode view(NodeProcess actor) {
        return asNobody().at(actor.managementPort()).get("/cluster").json();
    }

    private boolean whole() {
        boolean safe = actors.stream()
                .map(this::view)
                .allMatch(view -> view.path("safe").asBoolean()
                        && view.path("cluster").path("quorum").asBoolean()
                        && view.path("cluster").path("members").size() == actors.size()
                        && view.path("cluster").path("members").findValuesAsText("state").stream()
                                .allMatch("active"::equals));
        return safe && asNobody().get("/health/ready").status() == 200;
    }

    /** A client with a token for the job, and perhaps for certain locations only. */
    public Api as(String job, String... locations) {
        return new Api(http.httpPort(), Optional.of(Api.token(folder, job, locations)));
    }

    /** A client without a token. */
    public Api asNobody() {
        return new Api(http.httpPort(), Optional.empty());
    }

    /** Makes it known that stock is kept there. */
    void track(String location) {
        Api admin = as("System Administrator");
        await().pollDelay(Duration.ZERO)
                .atMost(STARTED)
                .untilAsserted(() -> assertThat(
                                admin.put("/locations/" + location, "{\"roles\":[\"TrackedInventoryLocation\"]}"))
                        .extracting(Api.Reply::status)
                        .isEqualTo(200));
    }

    /** What the nodes say of themselves. */
    String told() {
        return Stream.concat(actors.stream(), Stream.of(http))
                .map(each -> each + (each.alive() ? ":\n" : " has died:\n") + each.log())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        actors.forEach(NodeProcess::close);
        http.close();
    }
}
