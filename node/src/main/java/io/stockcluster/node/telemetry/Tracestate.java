package io.stockcluster.node.telemetry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What tools of tracing say of a trace to each other, as the header {@code tracestate} has it. This node understands
 * none of it, and hands it on as it came.
 *
 * @param entries one for each tool, the latest first
 * @see <a href="https://www.w3.org/TR/trace-context/#tracestate-header">W3C Trace Context</a>
 */
record Tracestate(List<Entry> entries) {

    static final Tracestate NONE = new Tracestate(List.of());

    /** It goes along with each message between actors: no more than everybody must hand on. */
    private static final int LONGEST = 512;

    private static final int MOST_ENTRIES = 32;

    private static final Pattern ENTRY =
            Pattern.compile("([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})"
                    + "=([ -+\\--<>-~]{0,255}[!-+\\--<>-~])");

    /** What one tool says. */
    record Entry(String key, String value) {}

    Tracestate {
        entries = List.copyOf(entries);
    }

    /** What the headers of this name say together; nothing, where that is too long or makes no sense. */
    static Tracestate of(List<String> headers) {
        String all = String.join(",", headers);
        if (all.isEmpty() || all.length() > LONGEST) {
            return NONE;
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (String member : all.split(",", -1)) {
            String text = member.strip();
            Matcher entry = ENTRY.matcher(text);
            if (entry.matches() && keys.add(entry.group(1))) {
                entries.add(new Entry(entry.group(1), entry.group(2)));
            } else if (!text.isEmpty()) {
                return NONE;
            }
        }
        return entries.size() > MOST_ENTRIES ? NONE : new Tracestate(entries);
    }

    /** As one header has it; empty where there is nothing to say. */
    String text() {
        return entries.stream().map(entry -> entry.key() + "=" + entry.value()).collect(Collectors.joining(","));
    }
}
