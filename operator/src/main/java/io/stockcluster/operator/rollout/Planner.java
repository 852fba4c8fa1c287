package io.stockcluster.operator.rollout;

import io.stockcluster.crds.v1.RolledBackStatus;
import io.stockcluster.crds.v1.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Brings the actor pods to what the spec asks for, one at a time, and never makes the cluster poorer than its spec.
 *
 * <ol>
 *   <li>A paused cluster, and one whose last change Kubernetes has not taken up yet, is waited for.
 *   <li>A pod that cannot start and may with a newer revision is replaced at once: it holds nothing.
 *   <li>A revision that does not start in time is given up for the last one that did, where the spec asks for that.
 *   <li>A node that hands over is gone on with ({@link Taken}), before anything else is begun.
 *   <li>The number of pods is stepped to what it should be ({@link Resizing}): a change of it comes before a roll, and a
 *       roll that would leave too few nodes for writes adds some first.
 *   <li>Outside of the windows that the spec names, no pod is taken that could as well go on.
 *   <li>The first pod that is to be taken ({@link Targets}) is drained, once the {@link Gate} was seen open twice and,
 *       where that is asked for, somebody has approved.
 * </ol>
 *
 * <p>Each decision is made from what is seen alone. What is remembered says since when a step goes on, and whether the
 * gate was open the last time; forgotten, it costs a look more and nothing else.
 */
public final class Planner {

    /** Between the two looks that must both find the gate open: longer than a node's own delay in noticing a change. */
    static final Duration CALM = Duration.ofSeconds(2);

    private Planner() {}

    public static Plan next(Snapshot seen, Remembered remembered, Instant now) {
        Snapshot cluster = seen.ofThoseThatCount();
        RolloutStatus before = remembered.rollout();
        List<Unmet> gate = Gate.unmet(cluster);
        Targets targets = Targets.of(cluster);
        Approval approval = Approval.of(cluster, targets, remembered.proposal());
        Decision decision = decide(cluster, targets, gate, approval, before, now);
        return new Plan(
                decision,
                cluster.wish().paused() ? before : new Memory(cluster, before, now).of(decision),
                gate,
                targets.takings(),
                approval.proposal(),
                targets.refused(),
                Broken.stalled(cluster, now),
                rolledBack(cluster, remembered, decision, now),
                isComplete(cluster, decision, gate),
                !cluster.set().noticed() && cluster.pods().stream().anyMatch(ActorPod::ready));
    }

    private static Decision decide(
            Snapshot cluster, Targets targets, List<Unmet> gate, Approval approval, RolloutStatus before, Instant now) {
        if (cluster.wish().paused()) {
            return waitFor(Check.NOT_PAUSED, "spec.paused is true: nothing is changed");
        }
        if (!cluster.set().noticed()) {
            return new Decision.Wait(gate);
        }
        return Broken.replaced(cluster, now)
                .or(() -> Broken.givenUp(cluster, now))
                .or(() -> Taken.goesOn(cluster, targets, approval.given()))
                .or(() -> unapproved(approval))
                .or(() -> Resizing.step(cluster, targets, onceCalm(gate, before, now), now))
                .or(() -> begun(cluster, targets, gate, before, now))
                .orElseGet(() -> ended(gate, before));
    }

    private static boolean isComplete(Snapshot cluster, Decision decision, List<Unmet> gate) {
        return decision instanceof Decision.Rest
                && !cluster.pods().isEmpty()
                && gate.stream().noneMatch(unmet -> unmet.check().isOfTheWhole())
                && cluster.pods().stream().noneMatch(cluster::isOld)
                && cluster.set().templates().areAsWanted();
    }

    /** As long as the spec asks for what was given up, and nobody wants it tried again. */
    private static Optional<RolledBackStatus> rolledBack(
            Snapshot cluster, Remembered remembered, Decision decision, Instant now) {
        Snapshot.Templates templates = cluster.set().templates();
        if (decision instanceof Decision.RollBack(ActorPod stuck, String because)) {
            return templates
                    .current()
                    .map(given -> new RolledBackStatus(
                            given, because, now.truncatedTo(ChronoUnit.SECONDS).toString()));
        }
        return remembered
                .rolledBack()
                .filter(given -> cluster.wish().rollsBack())
                .filter(given ->
                        templates.wanted().filter(given.template()::equals).isPresent());
    }

    private static Optional<Decision> unapproved(Approval approval) {
        return approval.given()
                ? Optional.empty()
                : approval.proposal()
                        .map(plan -> waitFor(
                                Check.APPROVED,
                                "nobody has approved the plan yet: kubectl annotate stockcluster/<name> --overwrite"
                                        + " stockcluster.io/approve-plan=" + plan.hash()));
    }

    private static Optional<Decision> begun(
            Snapshot cluster, Targets targets, List<Unmet> gate, RolloutStatus before, Instant now) {
        return targets.takings().stream().findFirst().map(first -> {
            Optional<Decision> closed = closed(cluster, now);
            if (closed.isPresent() && first.reason() != RestartReason.MACHINE_CORDONED) {
                return closed.get();
            }
            List<Unmet> unmet = onceCalm(gate, before, now);
            return unmet.isEmpty() ? new Decision.Drain(first.pod(), first.reason()) : new Decision.Wait(unmet);
        });
    }

    /** A person empties a cordoned machine now; everything else can wait until it disturbs less. */
    static Optional<Decision> closed(Snapshot cluster, Instant now) {
        return cluster.wish().windows().closed(now).map(until -> waitFor(Check.WINDOW, until));
    }

    /** An open gate counts once it was seen open before. */
    private static List<Unmet> onceCalm(List<Unmet> gate, RolloutStatus before, Instant now) {
        boolean calm = before.calmSince() != null
                && !Instant.parse(before.calmSince()).plus(CALM).isAfter(now);
        return gate.isEmpty() && !calm
                ? List.of(new Unmet(Check.CALM, "every check holds, and has to once more"))
                : gate;
    }

    /** The last pod that was taken is waited for as the others were. */
    private static Decision ended(List<Unmet> gate, RolloutStatus before) {
        List<Unmet> unsettled =
                gate.stream().filter(unmet -> unmet.check().isOfTheWhole()).toList();
        return before.equals(RolloutStatus.NONE) || unsettled.isEmpty()
                ? new Decision.Rest()
                : new Decision.Wait(unsettled);
    }

    private static Decision waitFor(Check check, String sentence) {
        return new Decision.Wait(List.of(new Unmet(check, sentence)));
    }
}
