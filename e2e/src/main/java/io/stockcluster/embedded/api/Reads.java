package io.stockcluster.embedded.api;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Lists and watches. */
final class Reads {

    /**
     * Whoever asks for it is told so often which version the watch has come to, and at once at which it begins. Kubernetes
     * leaves that out; but its watches are open once they are answered, while Fabric8's client takes a plain stream for open
     * only when the first byte of it has come.
     */
    private static final Duration BOOKMARK = Duration.ofSeconds(10);

    private static final Duration LONGEST_WATCH = Duration.ofMinutes(30);

    /**
     * Other letters than those of ASCII are written by their numbers: to a plain stream with such a letter Fabric8's client
     * adds a zero, cannot read the next line for it, and gives the watch up. It decodes into a buffer that is then too long.
     */
    private static final ObjectMapper LINES =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Store store;

    Reads(Store store) {
        this.store = store;
    }

    ObjectNode list(Call call) {
        Predicate<JsonNode> asked = asked(call);
        ObjectNode list = Store.node()
                .put("kind", call.kind().name() + "List")
                .put("apiVersion", call.kind().apiVersion());
        synchronized (store) {
            list.withObject("/metadata").put("resourceVersion", Long.toString(store.version()));
            ArrayNode items = list.putArray("items");
            store.list(call.kind()).stream().filter(asked).forEach(items::add);
        }
        return list;
    }

    private static Predicate<JsonNode> asked(Call call) {
        Predicate<JsonNode> inNamespace = object -> call.namespace().isEmpty()
                || object.at("/metadata/namespace").asText().equals(call.namespace());
        return inNamespace
                .and(Selectors.labels(call.parameter("labelSelector")))
                .and(Selectors.fields(call.parameter("fieldSelector")));
    }

    /** Writes a line for each change, until whoever reads goes away. */
    void watch(Call call, OutputStream lines) throws IOException, InterruptedException {
        Predicate<JsonNode> asked = asked(call);
        String since = call.parameter("resourceVersion");
        boolean fromNow = since.isEmpty() || since.equals("0");
        long seen;
        BlockingQueue<Change> changes;
        synchronized (store) {
            seen = fromNow ? store.version() : Long.parseLong(since);
            changes = store.watch(seen);
            if (fromNow) {
                for (ObjectNode object : store.list(call.kind())) {
                    if (asked.test(object)) {
                        write(lines, "ADDED", object);
                    }
                }
            }
        }
        try {
            follow(call, asked, seen, changes, lines);
        } finally {
            store.unwatch(changes);
        }
    }

    /** @param since the version before all changes */
    private static void follow(
            Call call, Predicate<JsonNode> asked, long since, BlockingQueue<Change> changes, OutputStream lines)
            throws IOException, InterruptedException {
        long seen = since;
        long due = System.nanoTime();
        long end = due + limit(call).toNanos();
        lines.flush();
        for (long now = due; now - end < 0; now = System.nanoTime()) {
            if (now - due >= 0) {
                due = now + BOOKMARK.toNanos();
                if (call.parameter("allowWatchBookmarks").equals("true")) {
                    write(lines, "BOOKMARK", bookmark(call, seen));
                }
            }
            Change change = changes.poll(Math.min(due - now, end - now), TimeUnit.NANOSECONDS);
            if (change != null) {
                seen = change.version();
                tell(call, asked, change, lines);
            }
        }
    }

    private static void tell(Call call, Predicate<JsonNode> asked, Change change, OutputStream lines)
            throws IOException {
        Optional<String> type = change.kind().equals(call.kind()) ? seenAs(change, asked) : Optional.empty();
        if (type.isPresent()) {
            write(lines, type.get(), change.object());
        }
    }

    private static Duration limit(Call call) {
        String seconds = call.parameter("timeoutSeconds");
        return seconds.isEmpty() ? LONGEST_WATCH : Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** What comes to match is new to whoever asked for what matches, and what no longer does is gone. */
    private static Optional<String> seenAs(Change change, Predicate<JsonNode> asked) {
        boolean before = change.before().filter(asked).isPresent();
        boolean after = change.type() != Change.Type.DELETED && asked.test(change.object());
        if (before && after) {
            return Optional.of("MODIFIED");
        }
        if (before) {
            return Optional.of("DELETED");
        }
        return after ? Optional.of("ADDED") : Optional.empty();
    }

    private static ObjectNode bookmark(Call call, long version) {
        ObjectNode object = Store.node()
                .put("kind", call.kind().name())
                .put("apiVersion", call.kind().apiVersion());
        object.withObject("/metadata").put("resourceVersion", Long.toString(version));
        return object;
    }

    private static void write(OutputStream lines, String type, ObjectNode object) throws IOException {
        ObjectNode line = Store.node().put("type", type);
        line.set("object", object);
        lines.write(LINES.writeValueAsBytes(line));
        lines.write('\n');
        lines.flush();
    }
}
