package io.stockcluster.node.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back.
 *
 * @param body a JSON object or list, or {@link Text}; empty for none
 */
public record Answer(int status, Map<String, String> headers, Optional<Object> body) {

    /** A JSON object. */
    public static Answer json(int status, Map<String, ?> body) {
        return new Answer(status, Map.of(), Optional.of(body));
    }

    /** A JSON list. */
    public static Answer json(int status, List<?> body) {
        return new Answer(status, Map.of(), Optional.of(body));
    }

    /** {@code {"status":"…"}}. */
    public static Answer status(int status, String name) {
        return json(status, Map.of("status", name));
    }

    /** One list under a name. */
    public static Answer named(int status, String name, List<String> values) {
        return json(status, Map.of(name, values));
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Optional.empty());
    }

    /** The last one on its connection. */
    Answer last() {
        return with("Connection", "close");
    }

    boolean isLast() {
        return "close".equals(headers.get("Connection"));
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, Map.copyOf(more), body);
    }
}
