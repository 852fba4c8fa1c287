package io.stockcluster.embedded.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds that there are: some of Kubernetes' own, and those that a definition was made of. */
final class Kinds {

    private final Map<String, Kind> byPath = new LinkedHashMap<>();

    Kinds() {
        Stream.of(
                        Kind.POD,
                        Kind.SERVICE,
                        Kind.SECRET,
                        Kind.CONFIG_MAP,
                        Kind.EVENT,
                        Kind.NODE,
                        Kind.NAMESPACE,
                        Kind.STATEFUL_SET,
                        Kind.DISRUPTION_BUDGET,
                        Kind.DEFINITION,
                        Kind.of("", "v1", "serviceaccounts", "ServiceAccount"),
                        Kind.of("", "v1", "endpoints", "Endpoints"),
                        Kind.of("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim"),
                        Kind.of("events.k8s.io", "v1", "events", "Event"),
                        Kind.of("coordination.k8s.io", "v1", "leases", "Lease"),
                        Kind.of("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy"),
                        Kind.of("networking.k8s.io", "v1", "ingresses", "Ingress"),
                        Kind.of("rbac.authorization.k8s.io", "v1", "roles", "Role"),
                        Kind.of("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding"),
                        Kind.of("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass")
                                .inNoNamespace())
                .forEach(this::add);
    }

    private synchronized void add(Kind kind) {
        byPath.put(path(kind.group(), kind.version(), kind.plural()), kind);
    }

    synchronized Optional<Kind> find(String group, String version, String plural) {
        return Optional.ofNullable(byPath.get(path(group, version, plural)));
    }

    synchronized Collection<Kind> all() {
        return List.copyOf(byPath.values());
    }

    /** Makes the kind that a CustomResourceDefinition describes, in each of its served versions. */
    void define(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean()) {
                JsonNode subresources = version.path("subresources");
                add(new Kind(
                        spec.path("group").asText(),
                        version.path("name").asText(),
                        spec.at("/names/plural").asText(),
                        spec.at("/names/kind").asText(),
                        spec.path("scope").asText("Namespaced").equals("Namespaced"),
                        subresources.has("status"),
                        Optional.of(subresources.path("scale"))
                                .filter(JsonNode::isObject)
                                .map(Kinds::scale)));
            }
        }
    }

    /** Unmakes the kind that a CustomResourceDefinition described; answers it in each of its versions. */
    synchronized List<Kind> forget(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        List<Kind> gone = byPath.values().stream()
                .filter(kind -> kind.group().equals(spec.path("group").asText())
                        && kind.plural().equals(spec.at("/names/plural").asText()))
                .toList();
        byPath.values().removeAll(gone);
        return gone;
    }

    private static Kind.Scale scale(JsonNode scale) {
        return new Kind.Scale(
                pointer(scale.path("specReplicasPath").asText()),
                pointer(scale.path("statusReplicasPath").asText()),
                Optional.ofNullable(scale.path("labelSelectorPath").textValue()).map(Kinds::pointer));
    }

    /** A definition writes {@code .spec.replicas}. */
    private static JsonPointer pointer(String path) {
        return JsonPointer.compile(path.replace('.', '/'));
    }

    private static String path(String group, String version, String plural) {
        return group + "/" + version + "/" + plural;
    }
}
