package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.Labels;
import java.util.function.Consumer;

/** Watches pods, and tells of each actor pod that begins to end: a reconcile hears nothing of those whose cluster is gone. */
final class PodWatch extends InformerEventSource<Pod, StockCluster> {

    private final Consumer<Pod> leaving;

    PodWatch(
            InformerEventSourceConfiguration<Pod> configuration,
            EventSourceContext<StockCluster> context,
            Consumer<Pod> leaving) {
        super(configuration, context);
        this.leaving = leaving;
    }

    @Override
    public void onAdd(Pod pod) {
        super.onAdd(pod);
        if (leaves(pod)) {
            leaving.accept(pod);
        }
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
        super.onUpdate(before, now);
        if (leaves(now) && !leaves(before)) {
            leaving.accept(now);
        }
    }

    private static boolean leaves(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null && Labels.isOf(Component.ACTOR, pod);
    }
}
