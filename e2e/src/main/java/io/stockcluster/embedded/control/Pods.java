package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;

/** Questions about a pod. */
final class Pods {

    private Pods() {}

    static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    static boolean leaving(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    static boolean ready(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    static Optional<String> address(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).flatMap(status -> Optional.ofNullable(status.getPodIP()));
    }

    static boolean matches(Map<String, String> selector, Pod pod) {
        return !selector.isEmpty() && pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet());
    }
}
