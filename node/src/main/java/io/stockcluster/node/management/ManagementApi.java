package io.stockcluster.node.management;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.node.config.Settings;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Route;
import io.stockcluster.node.web.Routes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The management port: the health of this node, and its view of the cluster. */
public final class ManagementApi {

    private final Settings settings;
    private final String version;
    private final Instant startedAt;
    private final Lifecycle lifecycle;
    private final Supplier<Optional<ActorSystem>> system;

    private ManagementApi(
            Settings settings,
            String version,
            Instant startedAt,
            Lifecycle lifecycle,
            Supplier<Optional<ActorSystem>> system) {
        this.settings = settings;
        this.version = version;
        this.startedAt = startedAt;
        this.lifecycle = lifecycle;
        this.system = system;
    }

    /**
     * All that the port serves.
     *
     * @param system nothing, as long as the node has not joined
     */
    public static Routes routes(
            Settings settings,
            String version,
            Instant startedAt,
            Lifecycle lifecycle,
            Supplier<Optional<ActorSystem>> system,
            Health health) {
        var api = new ManagementApi(settings, version, startedAt, lifecycle, system);
        return new Routes(
                Stream.concat(Stream.of(Route.urgent("GET", "/cluster", api::cluster)), health.routes().stream())
                        .toList());
    }

    private Answer cluster(Call call) {
        Optional<ClusterView> view = system.get().map(ActorSystem::view);
        Optional<ClusterView.Shards> shards = view.flatMap(ClusterView::shards);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("node", settings.nodeName());
        view.flatMap(ClusterView::id).ifPresent(id -> body.put("id", id));
        body.put("role", settings.role().text());
        body.put("version", version);
        body.put("startedAt", startedAt.toString());
        body.put("state", state());
        body.put("cluster", cluster(view));
        shards.ifPresent(table -> body.put("shards", shards(table)));
        body.put("heap", heap());
        shards.ifPresent(table -> body.put("safe", table.safe()));
        body.put("persistence", Map.of("configured", false));
        return Answer.json(200, body);
    }

    private String state() {
        return switch (lifecycle.step()) {
            case STARTING -> "joining";
            case RUNNING -> system.get().filter(ActorSystem::reachable).isPresent() ? "active" : "joining";
            case LEAVING -> "leaving";
        };
    }

    private Map<String, Object> cluster(Optional<ClusterView> joined) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", settings.cluster().name());
        joined.ifPresent(view -> {
            view.oldest().ifPresent(oldest -> json.put("oldest", oldest));
            json.put(
                    "members",
                    view.members().stream().map(ManagementApi::member).toList());
            json.put("expectedSize", view.expectedSize());
            json.put("quorum", view.quorum());
        });
        return json;
    }

    private static Map<String, Object> member(ClusterView.Member member) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", member.node());
        json.put("id", member.id());
        return json;
    }

    private static Map<String, Object> shards(ClusterView.Shards shards) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", shards.total());
        json.put("owned", shards.owned());
        json.put("copies", shards.copies());
        json.put("lost", shards.lost());
        json.put("underReplicated", shards.underReplicated());
        return json;
    }

    private static Map<String, Object> heap() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("used", runtime.totalMemory() - runtime.freeMemory());
        json.put("max", runtime.maxMemory());
        return json;
    }
}
