package io.stockcluster.operator.status;

import io.stockcluster.operator.observe.Obstacle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a cluster is as its spec asks, and if not, what it waits for.
 *
 * @param stuck it does not get further by itself
 */
record Verdict(boolean ready, boolean stuck, Reason reason, String sentence) {

    /** The worst is told first: what the operator cannot write, then pods that cannot start, then plain waiting. */
    static Verdict of(List<Obstacle> obstacles, Optional<String> rolledBack, List<TierProgress> tiers) {
        if (!obstacles.isEmpty()) {
            String sentences = obstacles.stream().map(Obstacle::sentence).collect(Collectors.joining("; "));
            return new Verdict(false, true, Reason.of(obstacles.getFirst()), sentences);
        }
        if (rolledBack.isPresent()) {
            return new Verdict(false, true, Reason.ROLLED_BACK, Told.rolledBack(rolledBack.get()));
        }
        List<TierProgress> behind = tiers.stream().filter(tier -> !tier.done()).toList();
        if (behind.isEmpty()) {
            String counts = tiers.stream().map(TierProgress::count).collect(Collectors.joining(", "));
            return new Verdict(
                    true, false, Reason.ALL_NODES_READY, "Every node is ready and as the spec asks: " + counts);
        }
        String waiting = behind.stream().map(TierProgress::waitsFor).collect(Collectors.joining("; "));
        boolean stuck = behind.stream().anyMatch(tier -> tier.trouble().isPresent());
        if (stuck) {
            return new Verdict(false, true, Reason.POD_CANNOT_START, waiting);
        }
        boolean rolling = behind.stream().anyMatch(TierProgress::rolling);
        return new Verdict(false, false, rolling ? Reason.NODES_ROLLING : Reason.NODES_STARTING, waiting);
    }
}
