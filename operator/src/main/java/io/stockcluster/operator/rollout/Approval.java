package io.stockcluster.operator.rollout;

import io.stockcluster.crds.v1.PlanStatus;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Whether somebody has approved what is about to be done.
 *
 * <p>A plan stays the same while it is done, though ever fewer of its pods are left. Once something else is to be done
 * (another revision, another number of nodes, a further pod), it no longer fits and a new one is proposed: nothing is done
 * that nobody has seen.
 */
record Approval(Optional<PlanStatus> proposal, boolean given) {

    static Approval of(Snapshot cluster, Targets targets, Optional<PlanStatus> before) {
        if (cluster.wish().manual() && !cluster.set().noticed()) {
            return new Approval(before, false);
        }
        boolean work = !targets.takings().isEmpty() || cluster.set().replicas() != targets.replicas();
        if (!cluster.wish().manual() || !work) {
            return new Approval(Optional.empty(), true);
        }
        List<PlanStatus.Step> steps = targets.takings().stream()
                .map(taking ->
                        new PlanStatus.Step(taking.pod().name(), taking.reason().word()))
                .toList();
        PlanStatus fresh = proposal(cluster, steps);
        PlanStatus plan = before.filter(old -> old.approved() && isApproved(cluster, old) && fits(old, fresh))
                .orElse(fresh);
        boolean given = isApproved(cluster, plan);
        return new Approval(
                Optional.of(new PlanStatus(plan.hash(), given, plan.revision(), plan.replicas(), plan.steps())), given);
    }

    private static boolean isApproved(Snapshot cluster, PlanStatus plan) {
        return cluster.wish().approved().filter(plan.hash()::equals).isPresent();
    }

    private static boolean fits(PlanStatus old, PlanStatus fresh) {
        return old.revision().equals(fresh.revision())
                && old.replicas() == fresh.replicas()
                && old.steps().containsAll(fresh.steps());
    }

    private static PlanStatus proposal(Snapshot cluster, List<PlanStatus.Step> steps) {
        String revision = cluster.set().revision();
        int replicas = cluster.wish().replicas();
        return new PlanStatus(hash(revision + replicas + steps), false, revision, replicas, steps);
    }

    /** Tells plans of one cluster apart; nobody gains anything by making two that have the same. */
    private static String hash(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
