package io.stockcluster.operator.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * Pods that cannot start. They hold nothing, so they neither wait for the gate nor for each other: where all of them have
 * an image that does not exist, each needs the others to become ready.
 */
final class Broken {

    private Broken() {}

    /**
     * A pod of an old revision that a newer one may mend: at once, so that a corrected spec goes on past a pod that the
     * wrong one broke. Unless the newer one is seen not to start: then the old is as good.
     */
    static Optional<Decision> replaced(Snapshot cluster, Instant now) {
        if (!cluster.set().noticed() || stalled(cluster, now).isPresent()) {
            return Optional.empty();
        }
        return cluster.pods().stream()
                .filter(pod -> pod.ordinal() < cluster.set().replicas())
                .filter(pod -> (cluster.isOld(pod) || pod.restartAsked()) && isBroken(cluster, pod, now))
                .<Decision>map(pod -> new Decision.Delete(pod, RestartReason.CANNOT_START))
                .findFirst();
    }

    /** Why a pod of the newest revision does not start, where one does not. */
    static Optional<String> stalled(Snapshot cluster, Instant now) {
        return cluster.pods().stream()
                .filter(pod -> cluster.set().noticed() && !cluster.isOld(pod) && !pod.restartAsked())
                .filter(pod -> isBroken(cluster, pod, now))
                .map(pod -> pod.name()
                        + pod.trouble()
                                .map(trouble -> " " + trouble)
                                .orElseGet(() -> " has not become ready within %d s"
                                        .formatted(cluster.wish().startWithin().toSeconds())))
                .findFirst();
    }

    private static boolean isBroken(Snapshot cluster, ActorPod pod, Instant now) {
        return !pod.ready()
                && !pod.terminating()
                && !cluster.isMember(pod)
                && (pod.trouble().isPresent() || pod.olderThan(cluster.wish().startWithin(), now));
    }
}
