package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.zjsonpatch.JsonPatch;
import io.stockcluster.embedded.api.Store.Part;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Creates, replaces, patches and deletes what requests name. */
final class Writes {

    private static final String APPLY = "application/apply-patch+yaml";

    private final Store store;
    private final Kinds kinds;
    private final KubernetesSerialization yaml;

    /** What each field manager applied last, by the object's uid: what it leaves out next time goes. */
    private final Map<String, JsonNode> applied = new ConcurrentHashMap<>();

    Writes(Store store, Kinds kinds, KubernetesSerialization yaml) {
        this.store = store;
        this.kinds = kinds;
        this.yaml = yaml;
    }

    ObjectNode create(Call call, String body) {
        ObjectNode object = read(body);
        if (call.kind().namespaced()) {
            object.withObject("/metadata").put("namespace", call.namespace());
        }
        ObjectNode created = store.create(call.kind(), object);
        learn(created);
        return created;
    }

    ObjectNode replace(Call call, String body) {
        ObjectNode wanted = read(body);
        return switch (call.subresource()) {
            case "" -> learnt(store.update(call.key(), Part.ALL_BUT_STATUS, there -> wanted));
            case "status" -> store.update(call.key(), Part.STATUS, there -> wanted);
            case "scale" -> rescale(call, wanted);
            default -> throw ApiError.notAllowed("PUT of " + call.subresource());
        };
    }

    ObjectNode patch(Call call, String type, String body) {
        if (type.equals(APPLY)) {
            return apply(call, read(body));
        }
        JsonNode patch = readAny(body);
        if (call.subresource().equals("scale")) {
            return rescale(call, patched(type, scale(call), patch));
        }
        Part part = call.subresource().equals("status") ? Part.STATUS : Part.ALL_BUT_STATUS;
        return learnt(store.update(call.key(), part, there -> patched(type, there, patch)));
    }

    private static ObjectNode patched(String type, ObjectNode there, JsonNode patch) {
        JsonNode patched = switch (type) {
            case "application/json-patch+json" -> JsonPatch.apply(patch, there);
            case "application/merge-patch+json" -> Merge.patch(there, patch);
            case "application/strategic-merge-patch+json" -> Merge.apply(there, MissingNode.getInstance(), patch);
            default -> throw ApiError.unknownFormat(type);
        };
        return (ObjectNode) patched;
    }

    private synchronized ObjectNode apply(Call call, ObjectNode wanted) {
        Part part = call.subresource().equals("status") ? Part.STATUS : Part.ALL_BUT_STATUS;
        String manager = call.parameter("fieldManager") + "/" + call.subresource();
        Optional<ObjectNode> there = store.find(call.key());
        ObjectNode kept;
        if (there.isEmpty() && part == Part.ALL_BUT_STATUS) {
            ObjectNode object = wanted.deepCopy();
            object.withObject("/metadata").put("name", call.name());
            if (call.kind().namespaced()) {
                object.withObject("/metadata").put("namespace", call.namespace());
            }
            kept = store.create(call.kind(), object);
        } else {
            kept = store.update(call.key(), part, live -> (ObjectNode)
                    Merge.apply(live, applied.getOrDefault(owner(live, manager), MissingNode.getInstance()), wanted));
        }
        applied.put(owner(kept, manager), wanted);
        return learnt(kept);
    }

    private static String owner(ObjectNode object, String manager) {
        return object.at("/metadata/uid").asText() + "/" + manager;
    }

    ObjectNode scale(Call call) {
        ObjectNode object = store.require(call.key());
        Kind.Scale paths = scalePaths(call);
        ObjectNode scale = Store.node().put("apiVersion", "autoscaling/v1").put("kind", "Scale");
        scale.withObject("/metadata")
                .put("name", call.name())
                .put("namespace", call.namespace())
                .put("uid", object.at("/metadata/uid").asText())
                .put("resourceVersion", object.at("/metadata/resourceVersion").asText());
        scale.withObject("/spec").put("replicas", object.at(paths.wanted()).asInt());
        scale.withObject("/status").put("replicas", object.at(paths.current()).asInt());
        paths.selector()
                .ifPresent(path -> scale.withObject("/status")
                        .put("selector", object.at(path).asText()));
        return scale;
    }

    private ObjectNode rescale(Call call, ObjectNode scale) {
        Kind.Scale paths = scalePaths(call);
        store.update(call.key(), Part.ALL_BUT_STATUS, object -> {
            String field = paths.wanted().last().getMatchingProperty();
            object.withObject(paths.wanted().head())
                    .put(field, scale.at("/spec/replicas").asInt());
            return object;
        });
        return scale(call);
    }

    private static Kind.Scale scalePaths(Call call) {
        return call.kind()
                .scale()
                .orElseThrow(() -> ApiError.notAllowed("scale of " + call.kind().plural()));
    }

    ObjectNode delete(Call call, String body) {
        JsonNode options = body.isBlank() ? Store.node() : readAny(body);
        Optional<Long> grace = Optional.of(call.parameter("gracePeriodSeconds"))
                .filter(text -> !text.isEmpty())
                .map(Long::valueOf)
                .or(() -> Optional.of(options.path("gracePeriodSeconds"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::asLong));
        Preconditions.check(store.require(call.key()), call.key(), options.path("preconditions"));
        ObjectNode deleted = store.delete(call.key(), grace);
        if (call.kind().equals(Kind.DEFINITION)) {
            forget(deleted);
        }
        return deleted;
    }

    /** What is of a kind goes with its definition. */
    private void forget(ObjectNode definition) {
        for (Kind kind : kinds.forget(definition)) {
            store.list(kind).forEach(object -> store.delete(Key.of(kind, object), Optional.empty()));
        }
    }

    private ObjectNode learnt(ObjectNode object) {
        learn(object);
        return object;
    }

    private void learn(ObjectNode object) {
        if (object.path("kind").asText().equals(Kind.DEFINITION.name())) {
            kinds.define(object);
        }
    }

    ObjectNode read(String body) {
        if (readAny(body) instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the body is no object");
    }

    private JsonNode readAny(String body) {
        try {
            return yaml.unmarshal(body, JsonNode.class);
        } catch (RuntimeException e) {
            throw ApiError.badRequest("the body cannot be read: " + e.getMessage());
        }
    }
}
