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
import java.util.stream.Stream;

/** The management port: the health of this node, and its view of the cluster. */
public final class ManagementApi {

    private final Settings settings;
    private final String version;
    private final Instant startedAt;
    private final Lifecycle lifecycle;
    private final ActorSystem system;

    private ManagementApi(
            Settings settings, String version, Instant startedAt, Lifecycle lifecycle, ActorSystem system) {
        this.settings = settings;
        this.version = version;
        this.startedAt = startedAt;
        this.lifecycle = lifecycle;
        this.system = system;
    }

    /** All that the port serves. */
    public static Routes routes(
            Settings settings,
            String version,
            Instant startedAt,
            Lifecycle lifecycle,
            ActorSystem system,
            Health health) {
        var api = new ManagementApi(settings, version, startedAt, lifecycle, system);
        return new Routes(Stream.concat(
                        Stream.of(Route.urgent("GET", "/cluster", api::cluster)), health.routes().stream())
                .toList());
    }

    private Answer cluster(Call call) {
        ClusterView view = system.view();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("node", settings.nodeName());
        view.id().ifPresent(id -> body.put("id", id));
        body.put("role", settings.role().text());
        body.put("version", version);
        body.put("startedAt", startedAt.toString());
        body.put("state", state());
        body.put("cluster", cluster(view));
        view.shards().ifPresent(shards -> body.put("shards", shards(shards)));
        body.put("heap", heap());
        view.shards().ifPresent(shards -> body.put("safe", shards.safe()));
        body.put("persistence", Map.of("configured", false));
        return Answer.json(200, body);
    }

    private String state() {
        return switch (lifecycle.step()) {
            case STARTING -> "joining";
            case RUNNING -> system.reachable() ? "active" : "joining";
            case LEAVING -> "leaving";
        };
    }

    private Map<String, Object> cluster(ClusterView view) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", settings.cluster().name());
        view.oldest().ifPresent(oldest -> json.put("oldest", oldest));
        json.put("members", view.members().stream().map(ManagementApi::member).toList());
        json.put("expectedSize", view.expectedSize());
        json.put("quorum", view.quorum());
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
