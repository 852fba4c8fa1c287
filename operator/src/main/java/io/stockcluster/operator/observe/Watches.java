package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Labels;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes the operator look at a cluster again: any change of what it made, and of the pods made of that.
 *
 * <p>Only resources with the operator's label are watched, so its memory grows with its own clusters and nothing else. A
 * resource belongs to the cluster that its label names: pods are owned by a StatefulSet, and what lost its owner is still
 * found.
 */
public final class Watches {

    static final List<Class<? extends HasMetadata>> RESOURCES = List.of(
            StatefulSet.class,
            Service.class,
            ServiceAccount.class,
            Secret.class,
            ConfigMap.class,
            PodDisruptionBudget.class);

    private Watches() {}

    /** Makes all watches; those of the machines where the operator may see them. */
    public static List<EventSource<?, StockCluster>> all(EventSourceContext<StockCluster> context, boolean machines) {
        Stream<EventSource<?, StockCluster>> ofClusters =
                Stream.concat(RESOURCES.stream(), Stream.of(Pod.class)).map(type -> watch(type, context));
        return (machines ? Stream.concat(ofClusters, Stream.of(Machines.watch(context))) : ofClusters)
                .collect(Collectors.toUnmodifiableList());
    }

    private static <R extends HasMetadata> EventSource<?, StockCluster> watch(
            Class<R> type, EventSourceContext<StockCluster> context) {
        return new InformerEventSource<R, StockCluster>(
                InformerEventSourceConfiguration.from(type, StockCluster.class)
                        .withLabelSelector(Labels.MANAGED)
                        .withSecondaryToPrimaryMapper(Watches::clusterOf)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
    }

    private static Set<ResourceID> clusterOf(HasMetadata resource) {
        return Labels.cluster(resource)
                .map(name -> Set.of(new ResourceID(name, resource.getMetadata().getNamespace())))
                .orElse(Set.of());
    }
}
