package io.stockcluster.operator.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Steps the number of pods, and has the nodes expect the right number of each other, more than half of which must see each
 * other for any of them to answer.
 *
 * <p>The nodes are told of more before the new ones come, as far as those that are there are a majority of them: told
 * late, two halves of the larger cluster could both take themselves for the majority of the smaller one. One node cannot be
 * a majority of two, so it alone is told afterwards. They are told of fewer once the others are gone, as long as any of
 * those could still be counted. Nodes that are merely lost are never a reason to expect fewer.
 */
final class Resizing {

    private Resizing() {}

    static Optional<Decision> step(Snapshot cluster, Targets targets, List<Unmet> gate, Instant now) {
        if (!cluster.set().noticed()) {
            return Optional.empty();
        }
        int there = cluster.set().replicas();
        if (targets.replicas() > there) {
            return Optional.of(grow(cluster, targets.replicas()));
        }
        if (targets.replicas() < there) {
            return known(cluster).or(() -> shrink(cluster, gate, now));
        }
        return known(cluster);
    }

    private static Decision grow(Snapshot cluster, int wanted) {
        int there = cluster.set().replicas();
        int members = cluster.members();
        boolean neverStarted = members == 0 && cluster.pods().stream().noneMatch(ActorPod::ready);
        if (neverStarted) {
            return new Decision.Resize(wanted, "the spec asks for it, and no node has started yet");
        }
        String because = "there are to be " + wanted + " nodes";
        if (there == 1 && members == 1) {
            return new Decision.Resize(2, because);
        }
        int next = Math.min(wanted, Majority.largestFor(members));
        if (members < there || next <= there) {
            return new Decision.Wait(List.of(new Unmet(
                    Check.JOINED, "%d of %d nodes have joined, before more are added".formatted(members, there))));
        }
        boolean allKnow = cluster.pods().stream()
                .allMatch(pod ->
                        pod.view().map(view -> view.expectedSize() == next).orElse(false));
        return allKnow ? new Decision.Resize(next, because) : Decision.Expect.of(next, cluster);
    }

    private static Optional<Decision> shrink(Snapshot cluster, List<Unmet> gate, Instant now) {
        Optional<ActorPod> going =
                cluster.pods().stream().filter(cluster::isBeyond).findFirst();
        if (going.isPresent()) {
            // It may have joined since it was found not to.
            return Optional.of(new Decision.Wait(
                    List.of(new Unmet(Check.ALL_PODS_READY, going.get().name() + " is yet to be removed"))));
        }
        int last = cluster.set().replicas() - 1;
        Optional<ActorPod> pod = cluster.pod(last);
        String name = cluster.nameOf(last);
        boolean member = cluster.views().anyMatch(view -> view.sees(name));
        if (!member && pod.map(there -> !there.ready() && !there.started()).orElse(true)) {
            return Optional.of(new Decision.Resize(last, name + " has not joined, so it holds nothing"));
        }
        Optional<Decision> closed = Planner.closed(cluster, now);
        if (closed.isPresent()) {
            return closed;
        }
        if (pod.isEmpty() || !gate.isEmpty()) {
            return Optional.of(new Decision.Wait(gate));
        }
        return Optional.of(new Decision.Drain(pod.get(), RestartReason.SCALED_DOWN));
    }

    /** That the nodes expect as many as there are, where it is not so. */
    private static Optional<Decision> known(Snapshot cluster) {
        int there = cluster.set().replicas();
        boolean allKnow = cluster.views().allMatch(view -> view.expectedSize() == there || !view.hasJoined());
        boolean leaving = cluster.pods().stream().anyMatch(cluster::isBeyond);
        boolean majority = cluster.members() >= Majority.of(there);
        Stream<NodeView> views = cluster.views();
        return !allKnow && !leaving && majority && views.findAny().isPresent()
                ? Optional.of(Decision.Expect.of(there, cluster))
                : Optional.empty();
    }
}
