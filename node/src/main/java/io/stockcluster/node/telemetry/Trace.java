package io.stockcluster.node.telemetry;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of a trace, as the header {@code traceparent} tells of it.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
record Trace(String traceId, String spanId, String flags) {

    private static final Pattern PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** That somebody keeps it. What nobody has decided on, others shall. */
    private static final String SAMPLED = "01";

    /** What the header says; nothing, where it says nothing that makes sense. */
    static Optional<Trace> of(String traceparent) {
        Matcher matcher = PARENT.matcher(traceparent.strip());
        return matcher.matches()
                ? Optional.of(new Trace(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** A span of its own in the trace of the header, or in a new one. */
    static Trace continued(Optional<String> traceparent) {
        return traceparent
                .flatMap(Trace::of)
                .map(parent -> new Trace(parent.traceId(), random(), parent.flags()))
                .orElseGet(() -> new Trace(random() + random(), random(), SAMPLED));
    }

    String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    /** Never 0, which would mean that there is none. */
    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
