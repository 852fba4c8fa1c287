package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;
import java.util.Optional;

/**
 * What actor pods are made of: what the spec asks for, or what all pods last ran where that was given up.
 *
 * @param current the fingerprint of the template
 * @param wanted the fingerprint of the one that the spec asks for
 */
public record ActorTemplate(String current, String wanted, PodTemplateSpec template) {

    /** On the StatefulSet, since the planner knows templates by these. */
    static final String CURRENT = "stockcluster.io/template";

    static final String WANTED = "stockcluster.io/wanted-template";

    private static final String FINGERPRINT = "fingerprint";
    private static final String TEMPLATE = "template.json";

    /** A template that all pods ran, as it is kept. */
    public record Kept(String fingerprint, String json) {

        /** Nothing where somebody took an entry away. */
        public static Optional<Kept> in(ConfigMap map) {
            return Optional.ofNullable(map.getData())
                    .filter(data -> data.containsKey(FINGERPRINT) && data.containsKey(TEMPLATE))
                    .map(data -> new Kept(data.get(FINGERPRINT), data.get(TEMPLATE)));
        }

        Map<String, String> entries() {
            return Map.of(FINGERPRINT, fingerprint, TEMPLATE, json);
        }
    }

    public static Optional<String> current(HasMetadata actors) {
        return Annotations.value(actors, CURRENT);
    }

    public static Optional<String> wanted(HasMetadata actors) {
        return Annotations.value(actors, WANTED);
    }
}
