package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import io.stockcluster.crds.v1.StockCluster;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The machines that pods run on, and which of them are to be emptied. They belong to no namespace, so an operator that may
 * look after some namespaces only does not see them: their pods then wait for the eviction itself.
 */
public final class Machines {

    private Machines() {}

    /** Makes the operator look at every cluster again when a machine is cordoned, or is not any more. */
    public static EventSource<?, StockCluster> watch(EventSourceContext<StockCluster> context) {
        return new InformerEventSource<Node, StockCluster>(
                InformerEventSourceConfiguration.from(Node.class, StockCluster.class)
                        .withSecondaryToPrimaryMapper(machine -> context.getPrimaryCache()
                                .list()
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .withItemStore(new TransformingItemStore<>(Machines::named))
                        .withOnUpdateFilter((now, before) -> isCordoned(now) != isCordoned(before))
                        .withWatchAllNamespaces()
                        .build(),
                context);
    }

    /** Those that take no more pods, as long as another one does: else there is nowhere to go. */
    @SuppressWarnings("unchecked")
    public static Set<String> cordoned(Context<StockCluster> context) {
        var machines = (InformerEventSource<Node, StockCluster>)
                context.eventSourceRetriever().getEventSourceFor(Node.class);
        List<Node> all = machines.list(machine -> true).toList();
        return all.stream().allMatch(Machines::isCordoned)
                ? Set.of()
                : all.stream()
                        .filter(Machines::isCordoned)
                        .map(machine -> machine.getMetadata().getName())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** A machine says a lot of itself every few seconds; no more of that is kept than is looked at. */
    private static Node named(Node machine) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(machine.getMetadata().getName())
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(isCordoned(machine))
                .endSpec()
                .build();
    }

    private static boolean isCordoned(Node machine) {
        return machine.getSpec() != null
                && Boolean.TRUE.equals(machine.getSpec().getUnschedulable());
    }
}
