package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelector;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.NamedSecret;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches the Secrets that users name in a spec, which carry no label of ours: each by its name alone, so that no other
 * Secret of the Kubernetes cluster comes into the operator's memory. One that no cluster names any more is let go of.
 */
public final class NamedSecrets {

    private final Map<ResourceID, String> watches = new ConcurrentHashMap<>();

    /** Returns once each Secret that the cluster names was seen, if it is there. To be called before looking. */
    public void follow(StockCluster cluster, Context<StockCluster> context) {
        named(cluster)
                .forEach(secret -> watches.computeIfAbsent(secret, missing -> {
                    var watch =
                            watch(missing, context.eventSourceRetriever().eventSourceContextForDynamicRegistration());
                    context.eventSourceRetriever().dynamicallyRegisterEventSource(watch);
                    return watch.name();
                }));
        if (!watches.isEmpty()) {
            letGo(context);
        }
    }

    private void letGo(Context<StockCluster> context) {
        Set<ResourceID> needed =
                context.getPrimaryCache().list().flatMap(NamedSecrets::named).collect(Collectors.toSet());
        watches.keySet().stream()
                .filter(secret -> !needed.contains(secret))
                .forEach(secret -> watches.computeIfPresent(secret, (gone, name) -> {
                    context.eventSourceRetriever().dynamicallyDeRegisterEventSource(name);
                    return null;
                }));
    }

    private static InformerEventSource<Secret, StockCluster> watch(
            ResourceID secret, EventSourceContext<StockCluster> context) {
        String namespace = secret.getNamespace().orElseThrow();
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, StockCluster.class)
                        .withName("secret " + namespace + "/" + secret.getName())
                        .withNamespaces(Set.of(namespace))
                        .withFieldSelector(
                                new FieldSelector(new FieldSelector.Field("metadata.name", secret.getName())))
                        .withPrimaryToSecondaryMapper((StockCluster cluster) ->
                                named(cluster).filter(secret::equals).collect(Collectors.toSet()))
                        .withSecondaryToPrimaryMapper(changed -> context.getPrimaryCache()
                                .list(cluster -> named(cluster).anyMatch(secret::equals))
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .build(),
                context);
    }

    private static Stream<ResourceID> named(StockCluster cluster) {
        return Stream.of(Component.values())
                .flatMap(component -> NamedSecret.of(cluster, component).stream())
                .map(secret -> new ResourceID(secret.name(), cluster.namespace()));
    }
}
