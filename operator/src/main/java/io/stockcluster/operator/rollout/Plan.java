package io.stockcluster.operator.rollout;

import io.stockcluster.crds.v1.PlanStatus;
import io.stockcluster.crds.v1.RolledBackStatus;
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
 * @param rolledBack what the pods were taken back from, as long as the spec asks for it
 * @param complete whether every pod runs what the spec asks for: what one may go back to later
 * @param changeUnseen whether Kubernetes has not taken up the last change, and nodes serve
 */
public record Plan(
        Decision decision,
        RolloutStatus memory,
        List<Unmet> gate,
        List<Taking> pending,
        Optional<PlanStatus> proposal,
        Optional<String> scaleDownRefused,
        Optional<String> stalled,
        Optional<RolledBackStatus> rolledBack,
        boolean complete,
        boolean changeUnseen) {

    public Plan {
        gate = List.copyOf(gate);
        pending = List.copyOf(pending);
    }

    /** Whether Kubernetes may let a pod be evicted now, by whomever. */
    public boolean mayLoseAPod() {
        return gate.isEmpty() || decision instanceof Decision.Evict;
    }

    /** Whether nothing more is to be done with the actor pods: the last that was taken is back, too. */
    public boolean isAtRest() {
        return decision instanceof Decision.Rest;
    }

    /** Whether what is waited for, if anything, makes an event in Kubernetes: nobody needs to ask for it all the time. */
    public boolean isToldWhenToGoOn() {
        return waitsFor().filter(unmet -> unmet.check().isTold()).isPresent();
    }

    /** Whether Kubernetes tells when the cluster gets further towards being whole. */
    public boolean awaitsKubernetes() {
        return gate.stream()
                .filter(unmet -> unmet.check().isOfTheWhole())
                .findFirst()
                .filter(unmet -> unmet.check().isTold())
                .isPresent();
    }

    /** Whether the cluster is whole, whatever would be without one of its nodes. */
    public boolean isWhole() {
        return gate.stream().noneMatch(unmet -> unmet.check().isOfTheWhole());
    }

    /** The pod whose node hands over now: it takes no requests meanwhile, and so is not ready. */
    public Optional<String> handsOver() {
        return Memory.DRAINING.equals(memory.step()) ? Optional.ofNullable(memory.pod()) : Optional.empty();
    }

    /**
     * Whether the HTTP pods keep their revision, since actor pods are on their way to a newer one. As long as Kubernetes has
     * not taken up a change, whatever serves may have to be replaced; where nothing serves yet, nothing has to.
     */
    public boolean httpWaits() {
        boolean lastOne = Memory.REPLACING.equals(memory.step())
                && (RestartReason.NEW_REVISION.word().equals(memory.reason())
                        || RestartReason.CANNOT_START.word().equals(memory.reason()));
        return replacesARevision() || lastOne || changeUnseen || rolledBack.isPresent();
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
