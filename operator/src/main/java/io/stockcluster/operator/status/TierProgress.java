package io.stockcluster.operator.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.stockcluster.operator.observe.PodTrouble;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far a tier is on its way to what the spec asks for.
 *
 * @param called how people call it
 * @param statefulSet empty while it has not been made
 * @param handsOver the pod whose node takes no requests, since it hands its shards over
 */
record TierProgress(
        String called,
        int desired,
        Optional<StatefulSet> statefulSet,
        List<Pod> pods,
        Optional<String> handsOver,
        Instant now) {

    int ready() {
        return count(StatefulSetStatus::getReadyReplicas);
    }

    int current() {
        return count(StatefulSetStatus::getReplicas);
    }

    private int updated() {
        return count(StatefulSetStatus::getUpdatedReplicas);
    }

    /** Kubernetes has seen the last change, and there are exactly the pods wanted, all ready, all of the last revision. */
    boolean done() {
        return noticed() && current() == desired && ready() == desired && updated() == desired;
    }

    /** Counts tell of an older spec until Kubernetes has noticed the last change. */
    private boolean noticed() {
        return statefulSet
                .filter(set -> Objects.equals(set.getSpec().getReplicas(), desired))
                .filter(set -> set.getStatus() != null && set.getStatus().getObservedGeneration() != null)
                .filter(set -> set.getStatus().getObservedGeneration()
                        >= set.getMetadata().getGeneration())
                .isPresent();
    }

    boolean rolling() {
        return handsOver.isPresent() || (noticed() && current() >= desired && updated() < desired);
    }

    Optional<String> trouble() {
        return pods.stream().map(PodTrouble::of).flatMap(Optional::stream).findFirst();
    }

    String count() {
        return "%d of %d %s nodes".formatted(ready(), desired, called);
    }

    String waitsFor() {
        return trouble()
                .map(trouble -> "%s are ready: %s".formatted(count(), trouble))
                .orElseGet(() -> progress()
                        + handsOver
                                .map(pod -> "; " + pod + " hands its shards over")
                                .orElse(""));
    }

    private Optional<String> endless() {
        return pods.stream()
                .flatMap(pod ->
                        PodTrouble.endless(pod, now)
                                .map(why -> pod.getMetadata().getName() + " " + why)
                                .stream())
                .findFirst();
    }

    private String progress() {
        if (!noticed()) {
            return "%s nodes: waiting for Kubernetes to take up the change".formatted(called);
        }
        if (current() >= desired && updated() < desired) {
            return "%s are ready, %d of them have the new settings".formatted(count(), updated());
        }
        if (current() > desired) {
            return "%d %s nodes are more than the %d wanted: %s"
                    .formatted(current(), called, desired, endless().orElse("waiting for the others to leave"));
        }
        return count() + " are ready";
    }

    private int count(Function<StatefulSetStatus, Integer> field) {
        return statefulSet.map(StatefulSet::getStatus).map(field).orElse(0);
    }
}
