package io.stockcluster.operator.rollout;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

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

    /**
     * Where that is wished for, a revision that does not start in time is given up for the one that all pods last ran. In
     * time, and not at once: an image that cannot be pulled now may be there in a minute.
     */
    static Optional<Decision> givenUp(Snapshot cluster, Instant now) {
        if (!cluster.wish().rollsBack() || !cluster.set().templates().canGoBack()) {
            return Optional.empty();
        }
        return stuck(cluster, now)
                .filter(pod -> pod.olderThan(cluster.wish().startWithin(), now))
                .findFirst()
                .map(pod -> new Decision.RollBack(pod, why(cluster, pod)));
    }

    /** Why a pod of the newest revision does not start, where one does not. */
    static Optional<String> stalled(Snapshot cluster, Instant now) {
        return stuck(cluster, now).findFirst().map(pod -> why(cluster, pod));
    }

    private static Stream<ActorPod> stuck(Snapshot cluster, Instant now) {
        return cluster.pods().stream()
                .filter(pod -> cluster.set().noticed() && !cluster.isOld(pod) && !pod.restartAsked())
                .filter(pod -> isBroken(cluster, pod, now));
    }

    private static String why(Snapshot cluster, ActorPod pod) {
        return pod.name()
                + pod.trouble()
                        .map(trouble -> " " + trouble)
                        .orElseGet(() -> " has not become ready within %d s"
                                .formatted(cluster.wish().startWithin().toSeconds()));
    }

    private static boolean isBroken(Snapshot cluster, ActorPod pod, Instant now) {
        return !pod.ready()
                && !pod.started()
                && !pod.terminating()
                && !cluster.isMember(pod)
                && (pod.trouble().isPresent() || pod.olderThan(cluster.wish().startWithin(), now));
    }
}
