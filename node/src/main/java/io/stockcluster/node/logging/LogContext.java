package io.stockcluster.node.logging;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the lines of a piece of work have in common: {@code traceId} and {@code spanId} of a request, or an actor. */
public final class LogContext {

    private static final ScopedValue<Map<String, String>> FIELDS = ScopedValue.newInstance();

    private LogContext() {}

    /** Runs it with these fields in each of its lines, beside those that are there already. */
    public static void run(Map<String, String> fields, Runnable work) {
        Map<String, String> all = new LinkedHashMap<>(fields());
        all.putAll(fields);
        ScopedValue.where(FIELDS, Map.copyOf(all)).run(work);
    }

    /** The trace that this belongs to as a header for calls to others; none, where it belongs to no request. */
    public static Map<String, String> traceparent() {
        Map<String, String> fields = fields();
        String traceId = fields.get("traceId");
        return traceId == null ? Map.of() : Map.of("traceparent", "00-" + traceId + "-" + fields.get("spanId") + "-01");
    }

    /** The fields of whatever runs here; empty where nothing was said. */
    public static Map<String, String> fields() {
        return FIELDS.isBound() ? FIELDS.get() : Map.of();
    }
}
