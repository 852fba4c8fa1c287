package io.stockcluster.node.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.stockcluster.node.logging.LogContext;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.RequestObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and traces what a port is asked. */
final class RequestWatch implements RequestObserver {

    /** A request that this node understood and would not serve. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 413, 429, 503);

    /** Why requests are refused, as answers say. Told from the start: Prometheus sees no increase in what has just appeared. */
    private static final List<String> REASONS = List.of(
            "Unauthorized",
            "PermissionDenied",
            "PayloadTooLarge",
            "Overloaded",
            "QuorumUnavailable",
            "ActorTierUnavailable");

    private final Spans spans;
    private final Meters meters;
    private final Map<Kind, Timer> requests = new ConcurrentHashMap<>();
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();

    private record Kind(String route, int status) {}

    RequestWatch(Spans spans, Meters meters) {
        this.spans = spans;
        this.meters = meters;
    }

    /** There will be requests. */
    RequestWatch ready() {
        REASONS.forEach(reason -> refused.computeIfAbsent(reason, this::counter));
        return this;
    }

    @Override
    public Observation begin(String method, Optional<String> traceparent, List<String> tracestate) {
        long startedAt = System.nanoTime();
        Span span = spans.request(method, traceparent, tracestate);
        var context = new LogContext(span.context(), "");
        return new Observation() {
            @Override
            public LogContext context() {
                return context;
            }

            @Override
            public void end(Optional<String> route, Answer answer) {
                count(route.orElse("none"), answer, System.nanoTime() - startedAt);
                route.ifPresent(span::name);
                span.attribute("http.request.method", method);
                span.attribute("http.response.status_code", Integer.toString(answer.status()));
                span.end(answer.status() >= 500);
            }
        };
    }

    private void count(String route, Answer answer, long nanos) {
        requests.computeIfAbsent(new Kind(route, answer.status()), this::timer).record(nanos, TimeUnit.NANOSECONDS);
        if (REFUSALS.contains(answer.status())) {
            refused.computeIfAbsent(reason(answer), this::counter).increment();
        }
    }

    /** The name that every answer without a result has: they are few, and all our own. */
    private static String reason(Answer answer) {
        return answer.body().orElse("") instanceof Map<?, ?> body && body.get("status") instanceof String name
                ? name
                : "other";
    }

    private Timer timer(Kind kind) {
        return meters.timer(
                "stock.http.server.requests",
                "Requests to the API that were answered",
                "route",
                kind.route(),
                "status",
                Integer.toString(kind.status()));
    }

    private Counter counter(String reason) {
        return meters.counter("stock.requests.refused", "Requests to the API that were not served", "reason", reason);
    }
}
