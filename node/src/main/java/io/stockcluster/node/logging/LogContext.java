package io.stockcluster.node.logging;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the lines of a piece of work have in common: the request that it belongs to, and the actor that it is about.
 *
 * @param trace begins with what the W3C header {@code traceparent} has, which says both the trace and the span; empty where
 *     there is none
 * @param actor whose text is the actor's id; empty where there is none
 */
public record LogContext(String trace, Object actor) {

    private static final LogContext NONE = new LogContext("", "");
    private static final ThreadLocal<LogContext> CURRENT = new ThreadLocal<>();

    /** A version, the trace's 32 hex digits, the span's 16, and flags. */
    private static final int SHORTEST = 55;

    /** That of whatever runs on this thread. */
    public static LogContext current() {
        LogContext current = CURRENT.get();
        return current == null ? NONE : current;
    }

    /** Runs it with this in each of its lines. */
    public void run(Runnable work) {
        LogContext before = enter();
        try {
            work.run();
        } finally {
            before.enter();
        }
    }

    /** From now on this is in each line of this thread. Returns what was, which must be entered again afterwards. */
    public LogContext enter() {
        LogContext before = current();
        CURRENT.set(this);
        return before;
    }

    /** As lines have it, by name. */
    Map<String, String> fields() {
        if (equals(NONE)) {
            return Map.of();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (trace.length() >= SHORTEST) {
            fields.put("traceId", trace.substring(3, 35));
            fields.put("spanId", trace.substring(36, 52));
        }
        String name = actor.toString();
        if (!name.isEmpty()) {
            fields.put("actor", name);
        }
        return Collections.unmodifiableMap(fields);
    }
}
