package io.stockcluster.node.telemetry;

import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether traces are wanted at all. OpenTelemetry's own answer is yes, to a collector on this machine; here they are off
 * until a variable names an exporter or a collector.
 */
record TraceSettings(Map<String, String> environment) {

    boolean wanted() {
        String exporter = said("OTEL_TRACES_EXPORTER");
        boolean named = Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                .anyMatch(name -> !said(name).isEmpty());
        return !said("OTEL_SDK_DISABLED").equalsIgnoreCase("true")
                && !exporter.equalsIgnoreCase("none")
                && (named || !exporter.isEmpty());
    }

    private String said(String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
