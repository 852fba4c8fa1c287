package io.stockcluster.operator.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An actor node's pod, and what the node itself says.
 *
 * @param revision of the StatefulSet, that it was made of
 * @param started its node has joined the others since it was last started: it may hold something, also while it is silent
 * @param trouble why it cannot start, or end, where that does not pass by itself
 * @param leavesMachine its machine takes no more pods, and another one does
 * @param restartAsked somebody put the restart annotation on it
 * @param view nothing where it does not answer
 */
public record ActorPod(
        String name,
        int ordinal,
        String uid,
        String revision,
        boolean ready,
        boolean started,
        boolean terminating,
        Instant createdAt,
        Optional<String> trouble,
        boolean leavesMachine,
        boolean restartAsked,
        Optional<NodeView> view) {

    boolean serves() {
        return ready && !terminating;
    }

    boolean handsOver() {
        return !terminating && view.map(NodeView::handsOver).orElse(false);
    }

    boolean is(NodeView.State state) {
        return view.map(seen -> seen.state() == state).orElse(false);
    }

    boolean isOldest() {
        return view.map(seen -> seen.id().equals(seen.oldest())).orElse(false);
    }

    boolean olderThan(Duration age, Instant now) {
        return createdAt.plus(age).isBefore(now);
    }
}
