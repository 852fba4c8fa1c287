package io.stockcluster.operator.rollout;

import io.stockcluster.crds.v1.PlanStatus;
import io.stockcluster.crds.v1.RolloutStatus;
import java.util.List;
import java.util.Optional;

/**
 * What was decided, and what people are told about it.
 *
 * @param memory what the status keeps until the next decision
 * @param gate what keeps a healthy node from being taken now; empty: nothing
 * @param pending the pods that are still to be taken, in order
 * @param proposal what somebody has to approve, or has approved
 * @param scaleDownRefused why there will not be fewer nodes
 * @param stalled why the newest revision does not get further
 */
public record Plan(
        Decision decision,
        RolloutStatus memory,
        List<Unmet> gate,
        List<Taking> pending,
        Optional<PlanStatus> proposal,
        Optional<String> scaleDownRefused,
        Optional<String> stalled) {

    public Plan {
        gate = List.copyOf(gate);
        pending = List.copyOf(pending);
    }

    /** Whether Kubernetes may let a pod be evicted now, by whomever. */
    public boolean mayLoseAPod() {
        return gate.isEmpty() || decision instanceof Decision.Evict;
    }

    public boolean isAtRest() {
        return decision instanceof Decision.Rest;
    }

    /** Whether what is waited for, if anything, makes an event in Kubernetes: nobody needs to ask for it all the time. */
    public boolean isToldWhenToGoOn() {
        return waitsFor().filter(unmet -> unmet.check().isTold()).isPresent();
    }

    /** Whether the cluster is whole, whatever would be without one of its nodes. */
    public boolean isWhole() {
        return gate.stream().noneMatch(unmet -> unmet.check().isOfTheWhole());
    }

    /** Whether some pods still run an old revision. */
    public boolean isRolling() {
        return replacesARevision() || gate.stream().anyMatch(unmet -> unmet.check() == Check.CACHE_FRESH);
    }

    /** Whether pods of an old revision are still to be taken. */
    public boolean replacesARevision() {
        return pending.stream().anyMatch(taking -> taking.reason() == RestartReason.NEW_REVISION);
    }

    /** The first check that has to come true, where something waits for it. */
    public Optional<Unmet> waitsFor() {
        return decision instanceof Decision.Wait(List<Unmet> unmet)
                ? unmet.stream().findFirst()
                : Optional.empty();
    }
}
