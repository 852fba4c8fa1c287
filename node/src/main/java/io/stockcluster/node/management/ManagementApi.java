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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
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
     * @param spelling an actor's key as its type has it, where people may write it otherwise; throws
     *     IllegalArgumentException where no actor of that type can have it
     * @param metrics what Prometheus reads
     */
    public static Routes routes(
            Settings settings,
            String version,
            Instant startedAt,
            Lifecycle lifecycle,
            Supplier<Optional<ActorSystem>> system,
            BinaryOperator<String> spelling,
            Health health,
            Route metrics) {
        var api = new ManagementApi(settings, version, startedAt, lifecycle, system);
        var changes = new ClusterChanges(settings.managementToken(), system);
        var cluster = List.of(Route.of("GET", "/cluster", api::cluster), metrics);
        return new Routes(Stream.of(
                        cluster,
                        new ShardRoutes(system, spelling).routes(),
                        changes.routes(),
                        health.routes(),
                        Documents.routes())
                .flatMap(List::stream)
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
        body.put("state", state(view));
        body.put(
                "cluster",
                view.map(joined -> Views.cluster(settings.cluster().name(), joined))
                        .orElseGet(() -> Map.of("name", settings.cluster().name())));
        shards.ifPresent(table -> body.put("shards", Views.shards(table)));
        view.flatMap(joined -> system.get().flatMap(ActorSystem::migrations))
                .ifPresent(log -> body.put("migrations", MoveViews.counts(log.plan())));
        shards.ifPresent(table -> system.get().ifPresent(here -> body.put("actors", Views.loaded(here.owned()))));
        body.put("heap", heap());
        shards.ifPresent(table -> body.put("safe", table.safe()));
        body.put("persistence", Map.of("configured", false));
        return Answer.json(200, body);
    }

    private String state(Optional<ClusterView> joined) {
        return switch (lifecycle.step()) {
            case STARTING -> Views.text(ClusterView.State.JOINING);
            case RUNNING -> Views.text(joined.map(ClusterView::state).orElse(ClusterView.State.JOINING));
            case LEAVING -> Views.text(ClusterView.State.LEAVING);
        };
    }

    private static Map<String, Object> heap() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("used", runtime.totalMemory() - runtime.freeMemory());
        json.put("max", runtime.maxMemory());
        return json;
    }
}
