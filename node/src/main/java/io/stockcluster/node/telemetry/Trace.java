package io.stockcluster.node.telemetry;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of a trace, as the headers {@code traceparent} and {@code tracestate} tell of it. Between nodes it travels as one
 * text: the first, and behind a space the second, where there is something in it.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
record Trace(String traceId, String spanId, String flags, Tracestate state) {

    /** Versions to come may have more behind it, and the one that there is may not. */
    private static final Pattern PARENT = Pattern.compile("(?:00(?!.{54})|(?!00|ff)[0-9a-f]{2})"
            + "-(?!0{32})([0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

    /** Sampled, and that the trace's id is random; the others have no meaning yet, and are not passed on. */
    private static final int KNOWN_FLAGS = 0x03;

    private static final char BETWEEN = ' ';

    /** That somebody keeps it. What nobody has decided on, others shall. */
    private static final String SAMPLED = "01";

    /** What the headers say; nothing, where the first says nothing that makes sense. */
    static Optional<Trace> of(Optional<String> traceparent, List<String> tracestate) {
        return traceparent.flatMap(parent -> of(parent.strip(), Tracestate.of(tracestate)));
    }

    /** What travelled. */
    static Optional<Trace> in(String context) {
        int end = context.indexOf(BETWEEN);
        return end < 0
                ? of(context, Tracestate.NONE)
                : of(context.substring(0, end), Tracestate.of(List.of(context.substring(end + 1))));
    }

    private static Optional<Trace> of(String parent, Tracestate state) {
        Matcher matcher = PARENT.matcher(parent);
        return matcher.matches()
                ? Optional.of(new Trace(matcher.group(1), matcher.group(2), known(matcher.group(3)), state))
                : Optional.empty();
    }

    private static String known(String flags) {
        return HexFormat.of().toHexDigits((byte) (HexFormat.fromHexDigits(flags) & KNOWN_FLAGS));
    }

    /** The only span of a trace that nobody else knows. */
    static Trace fresh() {
        return new Trace(random() + random(), random(), SAMPLED, Tracestate.NONE);
    }

    /** Another span of the same trace. */
    Trace next() {
        return new Trace(traceId, random(), flags, state);
    }

    /** As it travels. */
    String context() {
        return state.entries().isEmpty() ? traceparent() : traceparent() + BETWEEN + state.text();
    }

    /** As services are told of it. */
    Map<String, String> headers() {
        return state.entries().isEmpty()
                ? Map.of("traceparent", traceparent())
                : Map.of("traceparent", traceparent(), "tracestate", state.text());
    }

    private String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    /** Never 0, which would mean that there is none. */
    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
