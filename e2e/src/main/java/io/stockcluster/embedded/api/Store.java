package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/**
 * The objects, and what lately happened to them. Everybody else gets them as they are and never changes one: a change is
 * made on a copy, by {@link #update}.
 *
 * <p>As in Kubernetes, a change that changes nothing makes no new version, and a generation counts the changes of what is
 * wanted, not those of metadata or status.
 */
public final class Store {

    /** Whoever was away for more changes has to list anew. */
    private static final int REMEMBERED = 20_000;

    private static final List<String> FIXED =
            List.of("name", "namespace", "uid", "creationTimestamp", "generation", "deletionTimestamp");

    private final Map<Key, ObjectNode> objects = new LinkedHashMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final List<BlockingQueue<Change>> watchers = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long version;

    /** Which part of an object a change is about; the other stays what it is. */
    public enum Part {
        ALL_BUT_STATUS,
        STATUS
    }

    /** Calls back after each change, on the thread that made it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    synchronized long version() {
        return version;
    }

    public synchronized List<ObjectNode> list(Kind kind) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(kind))
                .map(Map.Entry::getValue)
                .toList();
    }

    public synchronized Optional<ObjectNode> find(Key key) {
        return Optional.ofNullable(objects.get(key));
    }

    ObjectNode require(Key key) {
        return find(key).orElseThrow(() -> ApiError.notFound(key));
    }

    /** Everything, as it is now. */
    public synchronized Map<Key, ObjectNode> all() {
        return Map.copyOf(objects);
    }

    /**
     * Keeps a new object; answers how it is then.
     *
     * @throws ApiError where there is one of that name already
     */
    public synchronized ObjectNode create(Kind kind, ObjectNode given) {
        ObjectNode object = given.deepCopy();
        ObjectNode metadata = object.withObject("/metadata");
        if (metadata.path("name").asText("").isEmpty()) {
            String prefix = metadata.path("generateName").asText("");
            if (prefix.isEmpty()) {
                throw ApiError.badRequest("name or generateName is required");
            }
            metadata.put("name", prefix + UUID.randomUUID().toString().substring(0, 5));
        }
        Key key = Key.of(kind, object);
        if (objects.containsKey(key)) {
            throw ApiError.alreadyExists(key);
        }
        object.put("apiVersion", kind.apiVersion());
        object.put("kind", kind.name());
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now().toString());
        metadata.put("generation", 1);
        metadata.remove("managedFields");
        if (kind.status()) {
            object.remove("status");
        }
        return keep(key, object, Optional.empty());
    }

    /**
     * Changes an object; answers how it is then.
     *
     * @throws ApiError where there is none, or the change was made of an older version than the object has
     */
    public synchronized ObjectNode update(Key key, Part part, UnaryOperator<ObjectNode> change) {
        ObjectNode before = require(key);
        ObjectNode wanted = change.apply(before.deepCopy());
        String madeOf = wanted.at("/metadata/resourceVersion").asText("");
        if (!madeOf.isEmpty()
                && !madeOf.equals(before.at("/metadata/resourceVersion").asText())) {
            throw ApiError.conflict(
                    key, "the object has been modified; please apply your changes to the latest version and try again");
        }
        ObjectNode after = key.kind().status() ? combined(before, wanted, part) : wanted;
        restoreFixed(before, after);
        if (after.equals(before)) {
            return before;
        }
        if (!spec(before).equals(spec(after))) {
            after.withObject("/metadata")
                    .put("generation", before.at("/metadata/generation").asLong() + 1);
        }
        ObjectNode kept = keep(key, after, Optional.of(before));
        if (leaves(kept)) {
            remove(key);
        }
        return kept;
    }

    private static ObjectNode combined(ObjectNode before, ObjectNode wanted, Part part) {
        ObjectNode after = part == Part.STATUS ? before.deepCopy() : wanted;
        JsonNode status = (part == Part.STATUS ? wanted : before).path("status");
        if (status.isMissingNode()) {
            after.remove("status");
        } else {
            after.set("status", status);
        }
        return after;
    }

    private static void restoreFixed(ObjectNode before, ObjectNode after) {
        ObjectNode metadata = after.withObject("/metadata");
        metadata.remove("managedFields");
        for (String field : FIXED) {
            JsonNode old = before.path("metadata").path(field);
            if (old.isMissingNode()) {
                metadata.remove(field);
            } else {
                metadata.set(field, old);
            }
        }
        metadata.set("resourceVersion", before.at("/metadata/resourceVersion"));
        after.set("apiVersion", before.path("apiVersion"));
        after.set("kind", before.path("kind"));
    }

    private static ObjectNode spec(ObjectNode object) {
        return object.deepCopy().without(Set.of("metadata", "status"));
    }

    /** Marked for deletion, and nobody has to do anything any more. A pod ends when its kubelet says so. */
    private static boolean leaves(ObjectNode object) {
        return object.at("/metadata").has("deletionTimestamp")
                && object.at("/metadata/finalizers").isEmpty()
                && !object.path("kind").asText().equals(Kind.POD.name());
    }

    /**
     * Deletes an object, or marks it where somebody has to do something first: a pod's processes to end, a finalizer.
     *
     * @param grace for a pod to end; empty: as it says itself
     */
    public synchronized ObjectNode delete(Key key, Optional<Long> grace) {
        ObjectNode object = require(key);
        boolean pod = key.kind().equals(Kind.POD);
        long seconds = pod
                ? grace.orElse(object.at("/spec/terminationGracePeriodSeconds").asLong(30))
                : 0;
        boolean waits = !object.at("/metadata/finalizers").isEmpty();
        if (seconds == 0 && !waits) {
            return remove(key);
        }
        long already = object.at("/metadata/deletionGracePeriodSeconds").asLong(Long.MAX_VALUE);
        if (object.path("metadata").has("deletionTimestamp") && (!pod || seconds >= already)) {
            return object;
        }
        ObjectNode marked = object.deepCopy();
        marked.withObject("/metadata")
                .put("deletionTimestamp", now().plusSeconds(seconds).toString())
                .put("deletionGracePeriodSeconds", seconds);
        return keep(key, marked, Optional.of(object));
    }

    private ObjectNode remove(Key key) {
        ObjectNode before = objects.remove(key);
        ObjectNode last = before.deepCopy();
        version++;
        last.withObject("/metadata").put("resourceVersion", Long.toString(version));
        publish(new Change(version, Change.Type.DELETED, key.kind(), last, Optional.of(before)));
        return last;
    }

    private ObjectNode keep(Key key, ObjectNode object, Optional<ObjectNode> before) {
        version++;
        object.withObject("/metadata").put("resourceVersion", Long.toString(version));
        objects.put(key, object);
        Change.Type type = before.isPresent() ? Change.Type.MODIFIED : Change.Type.ADDED;
        publish(new Change(version, type, key.kind(), object, before));
        return object;
    }

    private void publish(Change change) {
        changes.addLast(change);
        if (changes.size() > REMEMBERED) {
            changes.removeFirst();
        }
        watchers.forEach(watcher -> watcher.add(change));
        listeners.forEach(Runnable::run);
    }

    /** Every change since a version, those to come included, until {@link #unwatch}. */
    synchronized BlockingQueue<Change> watch(long since) {
        boolean forgotten =
                changes.isEmpty() ? since < version : since < changes.getFirst().version() - 1;
        if (forgotten) {
            throw ApiError.gone(since);
        }
        BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
        changes.stream().filter(change -> change.version() > since).forEach(queue::add);
        watchers.add(queue);
        return queue;
    }

    synchronized void unwatch(BlockingQueue<Change> queue) {
        // A queue equals no other: it is itself that is asked for.
        watchers.remove(queue);
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
