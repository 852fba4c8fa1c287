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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Processes from the jar: an HTTP node in front of three actor nodes that keep everything three times. */
final class FourNodes implements AutoCloseable {

    private static final Duration STARTED = Duration.ofMinutes(2);

    private final Path folder;
    private final Map<String, String> shared = new HashMap<>();
    private final Map<String, Integer> clusterPorts = new HashMap<>();
    private final List<NodeProcess> actors = new ArrayList<>();
    private final NodeProcess http;

    private FourNodes(Path folder) {
        this.folder = folder;
        Api.makeKeys(folder);
        List<Integer> ports =
                IntStream.range(0, 3).mapToObj(i -> Api.freePort()).toList();
        shared.put("CLUSTER_NAME", "cluster-" + ports.getFirst());
        shared.put(
                "CLUSTER_SEEDS",
                String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList()));
        shared.put("CLUSTER_EXPECTED_SIZE", "3");
        shared.put("REPLICATION_FACTOR", "3");
        shared.put("AUTH_PUBLIC_KEY", folder.resolve("public.pem").toString());
        for (int i = 0; i < ports.size(); i++) {
            clusterPorts.put("actor-" + i, ports.get(i));
            actors.add(start("actor-" + i));
        }
        Map<String, String> client = new HashMap<>(shared);
        client.put("NODE_ROLE", "http");
        http = NodeProcess.start("http-0", folder, client);
    }

    /** Started, with every copy in its place, and one location, {@code Depot}. */
    static FourNodes start(Path folder) {
        FourNodes cluster = new FourNodes(folder);
        try {
            await().atMost(STARTED)
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> cluster.safe()
                            && cluster.management(cluster.http)
                                            .get("/health/ready")
                                            .status()
                                    == 200);
            assertThat(cluster.api("System Administrator")
                            .put("/locations/Depot", "{\"roles\":[\"TrackedInventoryLocation\"]}")
                            .status())
                    .isEqualTo(200);
            return cluster;
        } catch (RuntimeException | AssertionError e) {
            cluster.all().forEach(node -> System.out.println(node + ":\n" + node.log()));
            cluster.close();
            throw e;
        }
    }

    private NodeProcess start(String name) {
        Map<String, String> actor = new HashMap<>(shared);
        actor.put("NODE_ROLE", "actor");
        actor.put("CLUSTER_PORT", "" + clusterPorts.get(name));
        return NodeProcess.start(name, folder, actor);
    }

    /** Another process in the place of one that is gone. */
    NodeProcess startAgain(NodeProcess gone) {
        NodeProcess again = start(gone.toString());
        actors.set(actors.indexOf(gone), again);
        return again;
    }

    List<NodeProcess> actors() {
        return List.copyOf(actors);
    }

    NodeProcess http() {
        return http;
    }

    List<NodeProcess> all() {
        return Stream.concat(actors.stream(), Stream.of(http)).toList();
    }

    Optional<String> token(String job) {
        return Optional.of(Api.token(folder, job));
    }

    Api api(String job) {
        return new Api(http.httpPort(), token(job));
    }

    Api management(NodeProcess node) {
        return new Api(node.managementPort(), Optional.empty());
    }

    /** Whether every actor node sees all three, and every copy in its place. */
    boolean safe() {
        return actors.stream().allMatch(actor -> {
            JsonNode view = management(actor).get("/cluster").json();
            return view.path("safe").asBoolean()
                    && view.path("cluster").path("quorum").asBoolean()
                    && view.path("cluster").path("members").size() == 3;
        });
    }

    @Override
    public void close() {
        all().forEach(NodeProcess::close);
    }
}
