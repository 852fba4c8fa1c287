package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges what somebody wants into what is there.
 *
 * <p>Lists of named things are merged by name, as server-side apply and strategic merges do it; the names that matter are
 * a table here, not the schema. Of what the same one wanted before, that which is no longer wanted goes.
 */
final class Merge {

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("ports", List.of("containerPort", "port", "protocol")),
            Map.entry("conditions", List.of("type")),
            Map.entry("ownerReferences", List.of("uid")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")));

    private Merge() {}

    /** A merge patch of JSON (RFC 7386): lists are replaced, {@code null} removes. */
    static JsonNode patch(JsonNode there, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = there.isObject() ? there.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), patch(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }

    /** A strategic merge patch, or an apply: {@code before} is what the same one applied last. */
    static JsonNode apply(JsonNode there, JsonNode before, JsonNode wanted) {
        return apply(there, before, wanted, "");
    }

    private static JsonNode apply(JsonNode there, JsonNode before, JsonNode wanted, String called) {
        if (wanted.isObject()) {
            return object(there, before, (ObjectNode) wanted);
        }
        Optional<List<String>> names = wanted.isArray() ? names(called, wanted) : Optional.empty();
        return names.<JsonNode>map(keys -> list(there, before, wanted, keys)).orElse(wanted);
    }

    private static JsonNode object(JsonNode there, JsonNode before, ObjectNode wanted) {
        ObjectNode merged = there.isObject() ? there.deepCopy() : JsonNodeFactory.instance.objectNode();
        before.properties().stream()
                .filter(field -> !wanted.has(field.getKey()))
                .forEach(field -> withdraw(merged, field.getKey(), field.getValue()));
        wanted.properties().forEach(field -> {
            String name = field.getKey();
            if (field.getValue().isNull()) {
                merged.remove(name);
            } else {
                merged.set(name, apply(merged.path(name), before.path(name), field.getValue(), name));
            }
        });
        return merged;
    }

    /** Takes away what was wanted once; what others put beside it stays. */
    private static void withdraw(ObjectNode merged, String name, JsonNode before) {
        JsonNode there = merged.path(name);
        if (before.isObject() && there.isObject()) {
            ObjectNode rest = there.deepCopy();
            before.properties().forEach(field -> withdraw(rest, field.getKey(), field.getValue()));
            if (!rest.isEmpty()) {
                merged.set(name, rest);
                return;
            }
        }
        if (before.isArray() && there.isArray() && names(name, before).isPresent()) {
            JsonNode rest = list(
                    there,
                    before,
                    JsonNodeFactory.instance.arrayNode(),
                    names(name, before).get());
            if (!rest.isEmpty()) {
                merged.set(name, rest);
                return;
            }
        }
        merged.remove(name);
    }

    private static ArrayNode list(JsonNode there, JsonNode before, JsonNode wanted, List<String> keys) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : there) {
            Optional<JsonNode> same = find(wanted, element, keys);
            if (same.isPresent()) {
                JsonNode last = find(before, element, keys).orElse(JsonNodeFactory.instance.missingNode());
                merged.add(apply(element, last, same.get(), ""));
            } else if (find(before, element, keys).isEmpty()) {
                merged.add(element);
            }
        }
        for (JsonNode element : wanted) {
            if (find(there, element, keys).isEmpty()) {
                merged.add(element);
            }
        }
        return merged;
    }

    private static Optional<JsonNode> find(JsonNode list, JsonNode like, List<String> keys) {
        for (JsonNode element : list) {
            if (keys.stream().allMatch(key -> element.path(key).equals(like.path(key)))) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private static Optional<List<String>> names(String called, JsonNode list) {
        List<String> keys = NAMES.get(called);
        if (keys == null) {
            return Optional.empty();
        }
        for (JsonNode element : list) {
            if (keys.stream().noneMatch(element::has)) {
                return Optional.empty();
            }
        }
        return Optional.of(keys);
    }
}
