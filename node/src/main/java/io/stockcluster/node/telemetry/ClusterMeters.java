package io.stockcluster.node.telemetry;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ClusterView;
import java.util.function.ToDoubleFunction;

/** The cluster as this node sees it. The view is taken once for each time that somebody reads the metrics. */
final class ClusterMeters {

    private final ActorSystem system;
    private volatile ClusterView view;

    ClusterMeters(ActorSystem system, Meters meters) {
        this.system = system;
        this.view = system.view();
        meters.gauge(
                "stock.cluster.members",
                "Actor nodes that this one is in touch with, itself among them",
                () -> view.members().size());
        meters.gauge(
                "stock.cluster.expected",
                "Actor nodes that make up the whole cluster, as far as this one knows",
                () -> view.expectedSize());
        meters.gauge(
                "stock.cluster.quorum",
                "1 where this node may answer, 0 where it is cut off",
                () -> view.quorum() ? 1 : 0);
        if (view.shards().isPresent()) {
            shards(meters, "owned", ClusterView.Shards::owned);
            shards(meters, "copies", ClusterView.Shards::copies);
            shards(meters, "lost", ClusterView.Shards::lost);
            shards(meters, "under-replicated", ClusterView.Shards::underReplicated);
        }
    }

    void refresh() {
        view = system.view();
    }

    private void shards(Meters meters, String state, ToDoubleFunction<ClusterView.Shards> count) {
        meters.gauge(
                "stock.shards",
                "Shards: owned and copies are this node's, lost and under-replicated the cluster's",
                () -> view.shards().map(count::applyAsDouble).orElse(0.0),
                "state",
                state);
    }
}
