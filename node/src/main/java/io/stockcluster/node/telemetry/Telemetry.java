package io.stockcluster.node.telemetry;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.Observer;
import io.stockcluster.node.locations.CallObserver;
import io.stockcluster.node.locations.Locations;
import io.stockcluster.node.logging.Logging;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.RequestObserver;
import io.stockcluster.node.web.Route;
import io.stockcluster.node.web.Text;
import java.util.Map;
import java.util.Optional;

/** All that a node tells of itself: it hands out the observers, and answers {@code GET /metrics}. */
public final class Telemetry implements AutoCloseable {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final String node;
    private final Meters meters = new Meters();
    private final Spans spans;
    private final ActorWatch actors;
    private final RequestWatch requests;
    private volatile Optional<ClusterMeters> cluster = Optional.empty();
    private volatile Optional<MoveMeters> moves = Optional.empty();

    /**
     * Counts from now on. Spans are sent to a collector only where OpenTelemetry's variables name one.
     *
     * @param role in the cluster
     * @param version the release that it runs
     * @param environment the process's variables
     * @throws IllegalStateException those variables make no sense
     */
    public static Telemetry start(String node, String role, String version, Map<String, String> environment) {
        return new Telemetry(
                node,
                role,
                version,
                new TraceSettings(environment).wanted() ? RecordedSpans.started(node, version) : Spans.UNRECORDED);
    }

    private Telemetry(String node, String role, String version, Spans spans) {
        this.node = node;
        this.spans = spans;
        this.actors = new ActorWatch(spans, meters);
        this.requests = new RequestWatch(spans, meters);
        meters.gauge(
                "stock.node.info",
                "Always 1: its labels say which node this is, and what runs there",
                () -> 1,
                "node",
                node,
                "role",
                role,
                "version",
                version);
        for (String level : Logging.levels()) {
            meters.counted(
                    "stock.log.lines.dropped",
                    "Lines of the log that came faster than they could be written",
                    () -> Logging.dropped(level),
                    "level",
                    level);
        }
    }

    /** Watches actors. */
    public Observer actors() {
        return actors;
    }

    /** Watches the API's port. */
    public RequestObserver requests() {
        return requests.ready();
    }

    /** For the management port: its requests belong to traces, too, but are not counted, and nobody follows a probe. */
    public RequestObserver errands() {
        return (method, traceparent, tracestate) ->
                new Errand(Spans.UNRECORDED.request(method, traceparent, tracestate));
    }

    /** Watches the calls of the Location API. */
    public CallObserver calls() {
        return new CallWatch(spans, meters);
    }

    /** Tells of that Location API's circuit, too. */
    public void watch(Locations locations) {
        meters.gauge(
                "stock.location.api.circuit",
                "Whether the Location API is asked: 0 closed, it is; 1 half open, as a test; 2 open, it is left alone",
                () -> locations.circuit().map(Enum::ordinal).orElse(0));
    }

    /** Tells of the cluster, too. */
    public void watch(ActorSystem system) {
        cluster = Optional.of(new ClusterMeters(system, meters));
        if (system.view().shards().isPresent()) {
            moves = Optional.of(new MoveMeters(system, node, meters));
        }
    }

    /** Where Prometheus reads. */
    public Route route() {
        return Route.urgent("GET", "/metrics", this::read);
    }

    private Answer read(Call call) {
        return new Answer(200, Map.of(), Optional.of(new Text(PROMETHEUS, text())));
    }

    /** All metrics as they are now, in the form that Prometheus reads. */
    public String text() {
        cluster.ifPresent(ClusterMeters::refresh);
        moves.ifPresent(MoveMeters::refresh);
        return meters.text();
    }

    @Override
    public void close() {
        moves.ifPresent(MoveMeters::close);
        spans.close();
        meters.close();
    }
}
