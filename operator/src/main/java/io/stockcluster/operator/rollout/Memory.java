package io.stockcluster.operator.rollout;

import io.stockcluster.crds.v1.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the status keeps of a decision: what is being done, since when, and until when that is no reason to worry. */
final class Memory {

    static final String GATING = "Gating";
    static final String DRAINING = "Draining";
    static final String REPLACING = "Replacing";
    static final String RESIZING = "Resizing";

    private final Snapshot cluster;
    private final RolloutStatus before;
    private final Instant now;

    /** Two looks are told apart by less than a second. */
    private final Instant exactly;

    Memory(Snapshot cluster, RolloutStatus before, Instant now) {
        this.cluster = cluster;
        this.before = before;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.exactly = now.truncatedTo(ChronoUnit.MILLIS);
    }

    RolloutStatus of(Decision decision) {
        return switch (decision) {
            case Decision.Rest rest -> RolloutStatus.NONE;
            case Decision.Drain drain ->
                pod(DRAINING, drain.pod(), drain.reason().word(), List.of());
            case Decision.Evict evict ->
                pod(REPLACING, evict.pod(), evict.reason().word(), List.of());
            case Decision.Delete delete ->
                pod(REPLACING, delete.pod(), delete.reason().word(), List.of());
            case Decision.RollBack back -> step(GATING, null, null, null, List.of());
            case Decision.Undrain undrain -> step(GATING, null, null, null, List.of());
            case Decision.Resize resize -> step(RESIZING, null, null, null, List.of());
            case Decision.Expect expect -> step(RESIZING, null, null, null, List.of());
            case Decision.Wait wait -> waiting(wait.unmet());
        };
    }

    private RolloutStatus waiting(List<Unmet> unmet) {
        Optional<ActorPod> handsOver = cluster.pods().stream()
                .filter(pod -> pod.handsOver() && !cluster.isBeyond(pod))
                .findFirst();
        if (handsOver.isPresent()) {
            String reason = handsOver.get().uid().equals(before.podUid()) ? before.reason() : null;
            return pod(DRAINING, handsOver.get(), reason, unmet);
        }
        boolean replacing = REPLACING.equals(before.step())
                && unmet.stream().anyMatch(one -> one.check().isOfTheWhole());
        if (replacing || RESIZING.equals(before.step())) {
            return step(before.step(), before.pod(), before.podUid(), before.reason(), unmet);
        }
        return step(GATING, null, null, null, unmet);
    }

    private RolloutStatus pod(String step, ActorPod pod, String reason, List<Unmet> unmet) {
        return step(step, pod.name(), pod.uid(), reason, unmet);
    }

    private RolloutStatus step(String step, String pod, String podUid, String reason, List<Unmet> unmet) {
        boolean same = step.equals(before.step()) && Objects.equals(podUid, before.podUid());
        String since = same && before.since() != null ? before.since() : now.toString();
        boolean calm = unmet.size() == 1 && unmet.getFirst().check() == Check.CALM;
        return new RolloutStatus(
                step,
                pod,
                podUid,
                reason,
                cluster.set().revision(),
                since,
                calm ? Optional.ofNullable(before.calmSince()).orElse(exactly.toString()) : null,
                unmet.isEmpty() ? null : unmet.getFirst().check().word(),
                limit(step)
                        .map(limit -> Instant.parse(since).plus(limit).toString())
                        .orElse(null));
    }

    private Optional<Duration> limit(String step) {
        return switch (step) {
            case DRAINING -> Optional.of(cluster.wish().drainWithin());
            case REPLACING -> Optional.of(cluster.wish().startWithin());
            default -> Optional.empty();
        };
    }
}
