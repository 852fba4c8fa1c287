package io.stockcluster.operator.rollout;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goes on with a node that hands over. That it does is seen from its own answer, not remembered: an operator that was
 * killed after the call goes on all the same.
 *
 * <ol>
 *   <li>One that the StatefulSet has no place for any more goes by itself; nothing is undone any more.
 *   <li>One at a time: a second one takes its share again.
 *   <li>One that need not go any more, since the spec was changed back, takes its share again.
 *   <li>Where another pod went meanwhile, the cluster needs this one more than the change does: it takes its share again.
 *   <li>Once it says itself that it holds nothing, and the others lack nothing, its pod goes.
 * </ol>
 */
final class Taken {

    private Taken() {}

    static Optional<Decision> goesOn(Snapshot cluster, Targets targets, boolean approved) {
        List<ActorPod> taken =
                cluster.pods().stream().filter(ActorPod::handsOver).toList();
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        Optional<ActorPod> gone = taken.stream().filter(cluster::isBeyond).findFirst();
        if (gone.isPresent()) {
            return Optional.of(new Decision.Wait(List.of(
                    new Unmet(Check.ALL_PODS_READY, gone.get().name() + " is about to be removed by Kubernetes"))));
        }
        ActorPod pod = taken.getFirst();
        Optional<RestartReason> reason = approved ? targets.reasonFor(pod) : Optional.empty();
        if (taken.size() > 1) {
            ActorPod back = reason.isPresent() ? taken.get(1) : pod;
            return Optional.of(new Decision.Undrain(back, "another node is drained at the same time"));
        }
        if (reason.isEmpty()) {
            return Optional.of(new Decision.Undrain(pod, "it need not go any more"));
        }
        Optional<String> needed = another(cluster, pod);
        if (needed.isPresent()) {
            return Optional.of(new Decision.Undrain(pod, needed.get()));
        }
        List<Unmet> unmet = notHandedOver(cluster, pod);
        return Optional.of(unmet.isEmpty() ? away(cluster, pod, reason.get()) : new Decision.Wait(unmet));
    }

    private static Decision away(Snapshot cluster, ActorPod pod, RestartReason reason) {
        if (reason != RestartReason.SCALED_DOWN) {
            return new Decision.Evict(pod, reason);
        }
        // A StatefulSet always drops its highest pods.
        if (pod.ordinal() != cluster.set().replicas() - 1) {
            return new Decision.Undrain(pod, "pods of a higher number go first");
        }
        // Of two, none is a majority; one that is told to be alone is. The other holds nothing that it could change.
        boolean lastTwo = cluster.set().replicas() == 2;
        if (lastTwo
                && cluster.others(pod)
                        .flatMap(other -> other.view().stream())
                        .anyMatch(view -> view.expectedSize() != 1)) {
            return Decision.Expect.of(1, cluster);
        }
        return new Decision.Resize(pod.ordinal(), pod.name() + " holds nothing any more");
    }

    private static Optional<String> another(Snapshot cluster, ActorPod pod) {
        Stream<String> unready = cluster.others(pod)
                .filter(other -> !other.serves())
                .map(other -> other.name() + (other.terminating() ? " terminates" : " is not ready"));
        Stream<String> missing = cluster.missing().stream().map(name -> name + " is not there");
        return Stream.concat(unready, missing).findFirst().map(what -> what + ", so this node is needed");
    }

    private static List<Unmet> notHandedOver(Snapshot cluster, ActorPod pod) {
        NodeView view = pod.view().orElseThrow();
        if (!pod.is(NodeView.State.DRAINED) || !view.holdsNothing()) {
            int left =
                    view.shards().map(table -> table.owned() + table.copies()).orElse(0);
            return List.of(new Unmet(
                    Check.HANDED_OVER,
                    "%s still holds %d shards and copies%s".formatted(pod.name(), left, cluster.timeLeft())));
        }
        Optional<ActorPod> silent =
                cluster.others(pod).filter(other -> other.view().isEmpty()).findFirst();
        if (silent.isPresent()) {
            return List.of(new Unmet(
                    Check.ALL_PODS_ANSWER,
                    silent.get().name() + " does not answer GET /cluster on its management port"));
        }
        // Where as many nodes stay as there are copies, the drained one's must be there before it goes.
        boolean copiesCanBe = cluster.members() - 1 >= cluster.wish().copies().fewest();
        return cluster.others(pod)
                .flatMap(other -> other.view().stream())
                .filter(other -> other.lost() > 0 || !other.quorum() || (copiesCanBe && !other.safe()))
                .map(other -> new Unmet(
                        other.quorum() ? Check.ALL_MEMBERS_SAFE : Check.QUORUM,
                        other.node() + " does not say that all shards are safe without " + pod.name()))
                .limit(1)
                .toList();
    }
}
