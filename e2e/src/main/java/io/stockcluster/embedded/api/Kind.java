package io.stockcluster.embedded.api;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/**
 * A kind of object, and where it is found.
 *
 * @param group empty for the oldest kinds
 * @param status whether its status is written apart from the rest
 * @param scale where the number of replicas stands, if it can be scaled
 */
public record Kind(
        String group,
        String version,
        String plural,
        String name,
        boolean namespaced,
        boolean status,
        Optional<Scale> scale) {

    /** Where the scale subresource finds its numbers. */
    public record Scale(JsonPointer wanted, JsonPointer current, Optional<JsonPointer> selector) {}

    public static final Kind POD = of("", "v1", "pods", "Pod").withStatus();
    public static final Kind SERVICE = of("", "v1", "services", "Service").withStatus();
    public static final Kind SECRET = of("", "v1", "secrets", "Secret");
    public static final Kind CONFIG_MAP = of("", "v1", "configmaps", "ConfigMap");
    public static final Kind EVENT = of("", "v1", "events", "Event");
    public static final Kind NODE = of("", "v1", "nodes", "Node").withStatus().inNoNamespace();
    public static final Kind NAMESPACE =
            of("", "v1", "namespaces", "Namespace").withStatus().inNoNamespace();
    public static final Kind STATEFUL_SET = of("apps", "v1", "statefulsets", "StatefulSet")
            .withStatus()
            .scaledBy(new Scale(
                    JsonPointer.compile("/spec/replicas"), JsonPointer.compile("/status/replicas"), Optional.empty()));
    public static final Kind DISRUPTION_BUDGET =
            of("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget").withStatus();
    public static final Kind DEFINITION = of(
                    "apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition")
            .withStatus()
            .inNoNamespace();

    static Kind of(String group, String version, String plural, String name) {
        return new Kind(group, version, plural, name, true, false, Optional.empty());
    }

    private Kind withStatus() {
        return new Kind(group, version, plural, name, namespaced, true, scale);
    }

    Kind inNoNamespace() {
        return new Kind(group, version, plural, name, false, status, scale);
    }

    private Kind scaledBy(Scale scale) {
        return new Kind(group, version, plural, name, namespaced, status, Optional.of(scale));
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }
}
