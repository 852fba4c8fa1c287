package io.stockcluster.node.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Spans that are sent to a collector, as OpenTelemetry's own variables and properties say. */
final class RecordedSpans implements Spans {

    /**
     * What holds where nothing else is said. OTLP's other way, gRPC, would need a second HTTP client. Metrics are for
     * Prometheus, and logs for whoever reads the output.
     */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "stock-node",
            "otel.traces.exporter", "otlp",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    private static final long LAST_SPANS_SECONDS = 2;

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    /**
     * Sends spans from now on.
     *
     * @throws IllegalStateException the variables make no sense
     */
    static RecordedSpans started(String node, String version) {
        var who = Resource.create(Attributes.of(
                AttributeKey.stringKey("service.instance.id"),
                node,
                AttributeKey.stringKey("service.version"),
                version));
        try {
            return new RecordedSpans(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addResourceCustomizer((resource, config) -> who.merge(resource))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException | IllegalStateException e) {
            throw new IllegalStateException("Traces cannot be sent as the OTEL_ settings say: " + e.getMessage(), e);
        }
    }

    private RecordedSpans(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("io.stockcluster.node");
    }

    @Override
    public Span request(String method, Optional<String> traceparent, List<String> tracestate) {
        return begun(method, Kind.SERVER, Trace.of(traceparent, tracestate));
    }

    @Override
    public Span begin(String name, Kind kind, String parent) {
        return begun(name, kind, Trace.in(parent));
    }

    private Span begun(String name, Kind kind, Optional<Trace> parent) {
        return new Recorded(tracer.spanBuilder(name)
                .setParent(parent.map(RecordedSpans::remote).orElse(Context.root()))
                .setSpanKind(
                        switch (kind) {
                            case SERVER -> SpanKind.SERVER;
                            case CLIENT -> SpanKind.CLIENT;
                        })
                .startSpan());
    }

    private static Context remote(Trace trace) {
        return Context.root()
                .with(io.opentelemetry.api.trace.Span.wrap(SpanContext.createFromRemoteParent(
                        trace.traceId(), trace.spanId(), TraceFlags.fromHex(trace.flags(), 0), state(trace.state()))));
    }

    /** Built from its end, since each that is put there stands first. */
    private static TraceState state(Tracestate told) {
        var state = TraceState.builder();
        told.entries().reversed().forEach(entry -> state.put(entry.key(), entry.value()));
        return state.build();
    }

    private static Tracestate told(TraceState state) {
        List<Tracestate.Entry> entries = new ArrayList<>();
        state.forEach((key, value) -> entries.add(new Tracestate.Entry(key, value)));
        return new Tracestate(entries);
    }

    @Override
    public void close() {
        sdk.shutdown().join(LAST_SPANS_SECONDS, TimeUnit.SECONDS);
    }

    private record Recorded(io.opentelemetry.api.trace.Span span) implements Span {

        @Override
        public String context() {
            SpanContext context = span.getSpanContext();
            return new Trace(
                            context.getTraceId(),
                            context.getSpanId(),
                            context.getTraceFlags().asHex(),
                            told(context.getTraceState()))
                    .context();
        }

        @Override
        public void name(String name) {
            span.updateName(name);
        }

        @Override
        public void attribute(String name, String value) {
            span.setAttribute(name, value);
        }

        @Override
        public void end(boolean failed) {
            if (failed) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
