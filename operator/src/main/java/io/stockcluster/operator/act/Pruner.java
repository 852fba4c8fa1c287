package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.observe.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Deletes what a spec no longer asks for, of the kinds that a spec may ask for or not.
 *
 * <p>Only what this very cluster controls goes, and only the very object that was seen: should somebody have put another
 * in its place, that is left alone. No other kind is ever deleted here, least of all what holds data or keys.
 */
final class Pruner {

    private static final Set<Class<? extends HasMetadata>> OPTIONAL =
            Set.of(NetworkPolicy.class, Ingress.class, HTTPRoute.class, GenericKubernetesResource.class);

    private final KubernetesClient client;

    Pruner(KubernetesClient client) {
        this.client = client;
    }

    /** What was deleted, as {@code Kind/name}. */
    List<String> prune(StockCluster owner, List<HasMetadata> wanted, Observed seen) {
        List<String> deleted = new ArrayList<>();
        for (HasMetadata there : seen.resources()) {
            if (isOptional(there) && isOf(owner, there) && wanted.stream().noneMatch(one -> isSame(one, there))) {
                client.resource(there)
                        .lockResourceVersion(there.getMetadata().getResourceVersion())
                        .delete();
                deleted.add(there.getKind() + "/" + there.getMetadata().getName());
            }
        }
        return deleted;
    }

    private static boolean isOptional(HasMetadata there) {
        return OPTIONAL.contains(there.getClass()) && there.getMetadata().getDeletionTimestamp() == null;
    }

    private static boolean isOf(StockCluster owner, HasMetadata there) {
        return there.getMetadata().getOwnerReferences().stream()
                .anyMatch(one -> Boolean.TRUE.equals(one.getController())
                        && one.getUid().equals(owner.getMetadata().getUid()));
    }

    private static boolean isSame(HasMetadata wanted, HasMetadata there) {
        return wanted.getKind().equals(there.getKind())
                && wanted.getMetadata().getName().equals(there.getMetadata().getName());
    }
}
