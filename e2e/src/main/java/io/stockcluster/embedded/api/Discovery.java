package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Tells clients which kinds there are, so that {@code kubectl} and generic clients find them. */
final class Discovery {

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Store store;
    private final Kinds kinds;

    Discovery(Store store, Kinds kinds) {
        this.store = store;
        this.kinds = kinds;
    }

    /** Empty where the path is not about kinds but about objects. */
    Optional<ObjectNode> answer(String path) {
        List<String> parts = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        if (path.equals("/api")) {
            ObjectNode versions = Store.node().put("kind", "APIVersions");
            versions.putArray("versions").add("v1");
            return Optional.of(versions);
        }
        if (path.equals("/apis")) {
            return Optional.of(groups());
        }
        return switch (parts.isEmpty() ? "" : parts.getFirst()) {
            case "api" -> parts.size() == 2 ? Optional.of(resources("", parts.get(1))) : Optional.empty();
            case "apis" -> parts.size() == 3 ? Optional.of(resources(parts.get(1), parts.get(2))) : Optional.empty();
            case "openapi" -> Optional.of(schemas(parts));
            default -> throw ApiError.unknownPath(path);
        };
    }

    /** {@code openapi/v3/apis/group/version}, as far as definitions say how their kinds look. */
    private ObjectNode schemas(List<String> path) {
        if (path.size() != 5) {
            throw ApiError.unknownPath("/" + String.join("/", path));
        }
        ObjectNode document = Store.node().put("openapi", "3.0.0");
        ObjectNode schemas = document.withObject("/components/schemas");
        for (ObjectNode definition : store.list(Kind.DEFINITION)) {
            JsonNode spec = definition.path("spec");
            for (JsonNode version : spec.path("versions")) {
                if (spec.path("group").asText().equals(path.get(3))
                        && version.path("name").asText().equals(path.get(4))) {
                    schemas.set(spec.at("/names/kind").asText(), version.at("/schema/openAPIV3Schema"));
                }
            }
        }
        return document;
    }

    private ObjectNode groups() {
        ObjectNode list = Store.node().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        var named = new TreeSet<String>();
        for (Kind kind : kinds.all()) {
            if (!kind.group().isEmpty() && named.add(kind.group())) {
                ObjectNode group = groups.addObject().put("name", kind.group());
                ObjectNode version =
                        Store.node().put("groupVersion", kind.apiVersion()).put("version", kind.version());
                group.putArray("versions").add(version);
                group.set("preferredVersion", version);
            }
        }
        return list;
    }

    private ObjectNode resources(String group, String version) {
        ObjectNode list = Store.node()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        kinds.all().stream()
                .filter(kind -> kind.group().equals(group) && kind.version().equals(version))
                .forEach(kind -> {
                    ObjectNode resource = resources
                            .addObject()
                            .put("name", kind.plural())
                            .put("singularName", kind.name().toLowerCase(Locale.ROOT))
                            .put("namespaced", kind.namespaced())
                            .put("kind", kind.name());
                    ArrayNode verbs = resource.putArray("verbs");
                    VERBS.forEach(verbs::add);
                });
        if (resources.isEmpty()) {
            throw ApiError.unknownPath("/apis/" + group + "/" + version);
        }
        return list;
    }
}
