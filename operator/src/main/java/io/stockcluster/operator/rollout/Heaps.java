package io.stockcluster.operator.rollout;

import io.stockcluster.crds.v1.PlanStatus;
import java.util.Optional;

/**
 * How much of the nodes' heaps the stock takes, as far as they tell.
 *
 * @param owned bytes of state that the nodes own, all together: one copy of everything
 * @param room bytes of state that each heap has room for
 */
record Heaps(long owned, int factor, int nodes, long room) {

    /** How full of state the heaps of those that stay may become, the rest being for everything else. */
    private static final double STATE_SHARE = 0.6;

    /** Nothing where a node does not tell. */
    static Optional<Heaps> of(Snapshot cluster) {
        return of(cluster, cluster.wish().copies().most());
    }

    /** The same with another number of copies. */
    static Optional<Heaps> of(Snapshot cluster, int copies) {
        boolean known = cluster.views().findAny().isPresent()
                && cluster.views()
                        .allMatch(view ->
                                view.stateBytes().isPresent() && view.maxHeap().isPresent());
        if (!known) {
            return Optional.empty();
        }
        long owned = cluster.views()
                .mapToLong(view -> view.stateBytes().orElseThrow())
                .sum();
        long smallest = cluster.views()
                .mapToLong(view -> view.maxHeap().orElseThrow())
                .min()
                .orElseThrow();
        return Optional.of(new Heaps(owned, copies, cluster.set().replicas(), (long) (smallest * STATE_SHARE)));
    }

    /** With all copies there can be: where nodes are fewer than copies, each holds all there is. */
    long all(int amongNodes) {
        return owned * Math.min(factor, Math.max(1, amongNodes));
    }

    long each(int amongNodes) {
        return all(amongNodes) / Math.max(1, amongNodes);
    }

    boolean fit(int amongNodes) {
        return each(amongNodes) <= room;
    }

    PlanStatus.Heap planned(int afterwards) {
        return new PlanStatus.Heap(each(nodes), each(Math.min(nodes, afterwards) - 1), each(afterwards), room);
    }
}
