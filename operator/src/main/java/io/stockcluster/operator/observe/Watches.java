package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Labels;
import io.stockcluster.operator.desired.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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

    private static final List<Class<? extends HasMetadata>> ALWAYS = List.of(
            StatefulSet.class,
            Service.class,
            ServiceAccount.class,
            Secret.class,
            ConfigMap.class,
            PodDisruptionBudget.class,
            NetworkPolicy.class,
            Ingress.class);
    private static final GroupVersionKind POD_MONITOR =
            new GroupVersionKind("monitoring.coreos.com", "v1", "PodMonitor");

    private Watches() {}

    /**
     * Makes all watches; those of the machines where the operator may see them.
     *
     * @param leaving is told of each actor pod that begins to end, and must not take long
     */
    public static List<EventSource<?, StockCluster>> all(
            EventSourceContext<StockCluster> context,
            Surroundings surroundings,
            boolean machines,
            Consumer<Pod> leaving) {
        EventSource<?, StockCluster> pods = new PodWatch(
                ofClusters(InformerEventSourceConfiguration.from(Pod.class, StockCluster.class)), context, leaving);
        Stream<EventSource<?, StockCluster>> ofClusters =
                Stream.concat(of(surroundings).stream().map(type -> watch(type, context)), Stream.of(pods));
        return (machines ? Stream.concat(ofClusters, Stream.of(Machines.watch(context))) : ofClusters)
                .collect(Collectors.toUnmodifiableList());
    }

    /** The kinds of what the operator makes; a PodMonitor is the one that has no class of its own. */
    static List<Class<? extends HasMetadata>> of(Surroundings surroundings) {
        List<Class<? extends HasMetadata>> types = new ArrayList<>(ALWAYS);
        if (surroundings.routes()) {
            types.add(HTTPRoute.class);
        }
        if (surroundings.podMonitors()) {
            types.add(GenericKubernetesResource.class);
        }
        return types;
    }

    private static EventSource<?, StockCluster> watch(
            Class<? extends HasMetadata> type, EventSourceContext<StockCluster> context) {
        return type == GenericKubernetesResource.class
                ? watch(InformerEventSourceConfiguration.from(POD_MONITOR, StockCluster.class), context)
                : watch(InformerEventSourceConfiguration.from(type, StockCluster.class), context);
    }

    private static <R extends HasMetadata> EventSource<?, StockCluster> watch(
            InformerEventSourceConfiguration.Builder<R> configuration, EventSourceContext<StockCluster> context) {
        return new InformerEventSource<R, StockCluster>(ofClusters(configuration), context);
    }

    private static <R extends HasMetadata> InformerEventSourceConfiguration<R> ofClusters(
            InformerEventSourceConfiguration.Builder<R> configuration) {
        return configuration
                .withLabelSelector(Labels.MANAGED)
                .withSecondaryToPrimaryMapper(Watches::clusterOf)
                .withNamespacesInheritedFromController()
                .build();
    }

    private static Set<ResourceID> clusterOf(HasMetadata resource) {
        return Labels.cluster(resource)
                .map(name -> Set.of(new ResourceID(name, resource.getMetadata().getNamespace())))
                .orElse(Set.of());
    }
}
