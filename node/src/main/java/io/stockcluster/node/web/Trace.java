package io.stockcluster.node.web;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request belongs: the caller's trace, or a new one, and a span of its own in it.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
record Trace(String traceId, String spanId) {

    private static final Pattern PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    static Trace continued(Optional<String> traceparent) {
        Matcher matcher = PARENT.matcher(traceparent.map(String::strip).orElse(""));
        return new Trace(matcher.matches() ? matcher.group(1) : random() + random(), random());
    }

    Map<String, String> fields() {
        return Map.of("traceId", traceId, "spanId", spanId);
    }

    /** Never 0, which would mean that there is none. */
    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
