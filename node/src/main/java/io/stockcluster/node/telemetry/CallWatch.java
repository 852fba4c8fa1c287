package io.stockcluster.node.telemetry;

import io.micrometer.core.instrument.Timer;
import io.stockcluster.node.locations.CallObserver;
import io.stockcluster.node.logging.LogContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts and traces what the Location API is asked. */
final class CallWatch implements CallObserver {

    private final Spans spans;
    private final Map<Outcome, Timer> calls = new EnumMap<>(Outcome.class);

    CallWatch(Spans spans, Meters meters) {
        this.spans = spans;
        for (Outcome outcome : Outcome.values()) {
            calls.put(
                    outcome,
                    meters.timer(
                            "stock.location.api",
                            "Attempts to ask the Location API",
                            "outcome",
                            Meters.label(outcome)));
        }
    }

    @Override
    public Observation begin() {
        long startedAt = System.nanoTime();
        Span span = spans.begin(
                "GET Location API", Spans.Kind.CLIENT, LogContext.current().trace());
        return new Observation() {
            @Override
            public Map<String, String> headers() {
                return Trace.in(span.context()).map(Trace::headers).orElse(Map.of());
            }

            @Override
            public void end(Outcome outcome) {
                calls.get(outcome).record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
                span.attribute("outcome", Meters.label(outcome));
                span.end(outcome != Outcome.FOUND && outcome != Outcome.UNKNOWN);
            }
        };
    }
}
