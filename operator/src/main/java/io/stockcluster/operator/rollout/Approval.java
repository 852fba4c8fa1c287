package io.stockcluster.operator.rollout;

import io.stockcluster.crds.v1.PlanStatus;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        PlanStatus fresh = proposal(cluster, targets);
        PlanStatus plan = before.filter(old -> isSame(old, fresh))
                .map(old -> completed(old, fresh))
                .or(() ->
                        before.filter(old -> old.approved() && isApproved(cluster, old) && isWhatIsLeftOf(old, fresh)))
                .orElse(fresh);
        boolean given = isApproved(cluster, plan);
        return new Approval(Optional.of(plan.withApproval(given)), given);
    }

    private static boolean isApproved(Snapshot cluster, PlanStatus plan) {
        return cluster.wish().approved().filter(plan.hash()::equals).isPresent();
    }

    private static boolean isSame(PlanStatus old, PlanStatus fresh) {
        return old.hash().equals(fresh.hash())
                && old.steps().size() == fresh.steps().size();
    }

    /**
     * It is shown as it was, since how much is to be moved for it changes all the time, unless more is known by now: a node
     * that was silent then answers.
     */
    private static PlanStatus completed(PlanStatus old, PlanStatus fresh) {
        return amounts(old) < amounts(fresh)
                ? new PlanStatus(
                        old.hash(),
                        old.approved(),
                        old.revision(),
                        old.replicas(),
                        fresh.steps(),
                        old.changes(),
                        fresh.heap())
                : old;
    }

    private static long amounts(PlanStatus plan) {
        return Stream.concat(
                        plan.steps().stream().flatMap(step -> Stream.of(step.shards(), step.bytes())),
                        Stream.of(plan.heap()))
                .filter(Objects::nonNull)
                .count();
    }

    private static boolean isWhatIsLeftOf(PlanStatus old, PlanStatus fresh) {
        return old.revision().equals(fresh.revision())
                && old.replicas() == fresh.replicas()
                && fresh.steps().stream().allMatch(step -> old.steps().stream().anyMatch(step::isSameAs));
    }

    private static PlanStatus proposal(Snapshot cluster, Targets targets) {
        List<PlanStatus.Step> steps = Stream.concat(
                        leaving(cluster, targets).map(pod -> step(cluster, pod, RestartReason.SCALED_DOWN)),
                        targets.takings().stream().map(taking -> step(cluster, taking.pod(), taking.reason())))
                .toList();
        String revision = cluster.set().revision();
        int replicas = targets.steady();
        String pods =
                steps.stream().map(step -> step.pod() + " " + step.reason()).collect(Collectors.joining(", "));
        return new PlanStatus(
                hash(revision + replicas + pods),
                false,
                revision,
                replicas,
                steps,
                null,
                Heaps.of(cluster).map(heaps -> heaps.planned(replicas)).orElse(null));
    }

    /** Those that go for good, in the order in which they do. */
    private static Stream<ActorPod> leaving(Snapshot cluster, Targets targets) {
        return cluster.pods().stream()
                .filter(pod -> pod.ordinal() >= targets.replicas() && !pod.terminating())
                .sorted(Comparator.comparingInt(ActorPod::ordinal).reversed());
    }

    private static PlanStatus.Step step(Snapshot cluster, ActorPod pod, RestartReason reason) {
        Optional<NodeView.Shards> shards = pod.view().flatMap(NodeView::shards);
        int held = shards.map(table -> table.owned() + table.copies()).orElse(0);
        int total = shards.map(NodeView.Shards::total).orElse(0);
        // Shards are alike: a share of all of them is about that share of the state.
        Optional<Long> bytes = Heaps.of(cluster)
                .filter(heaps -> total > 0)
                .map(heaps -> Math.round((double) heaps.owned() * held / total));
        return new PlanStatus.Step(pod.name(), reason.word(), shards.isPresent() ? held : null, bytes.orElse(null));
    }

    /** Tells plans of one cluster apart; nobody gains anything by making two that have the same. */
    private static String hash(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
