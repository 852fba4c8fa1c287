package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.stockcluster.crds.v1.StockCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything a StockCluster is made of, in the order in which it should come to be. */
public final class DesiredResources {

    private DesiredResources() {}

    /** What the actor pods are made of where the spec has its way. */
    public static PodTemplateSpec actorTemplate(
            StockCluster cluster, String image, Fingerprints fingerprints, Stage stage) {
        return ActorTier.template(cluster, image, fingerprints, stage);
    }

    /** All but the Secrets, whose content is made once and kept. */
    public static List<HasMetadata> of(
            StockCluster cluster,
            String image,
            Fingerprints fingerprints,
            Surroundings surroundings,
            Stage stage,
            ActorTemplate actors) {
        List<HasMetadata> resources = new ArrayList<>();
        resources.add(serviceAccount(cluster));
        resources.addAll(Policies.of(cluster, surroundings));
        resources.add(Services.seed(cluster));
        resources.add(Services.http(cluster));
        resources.add(Budgets.actors(cluster, stage));
        resources.add(Budgets.http(cluster));
        resources.add(ExpectedSize.configMap(cluster, stage));
        resources.add(ActorTier.statefulSet(cluster, actors, stage));
        resources.add(HttpTier.statefulSet(cluster, image, fingerprints, stage));
        Ingresses.ingress(cluster).ifPresent(resources::add);
        if (surroundings.routes()) {
            Ingresses.route(cluster).ifPresent(resources::add);
        }
        Monitors.podMonitor(cluster, surroundings).ifPresent(resources::add);
        return resources;
    }

    public static Secret secret(StockCluster cluster, String name, Map<String, String> base64Entries) {
        return new SecretBuilder()
                .withMetadata(Metadata.of(cluster, name, Labels.of(cluster)))
                .withType("Opaque")
                .withData(base64Entries)
                .build();
    }

    public static ConfigMap lastComplete(StockCluster cluster, ActorTemplate.Kept template) {
        return new ConfigMapBuilder()
                .withMetadata(Metadata.of(cluster, Names.of(cluster).lastComplete(), Labels.of(cluster)))
                .withData(template.entries())
                .build();
    }

    /** Nodes never call Kubernetes, so their account gives them no token. */
    private static ServiceAccount serviceAccount(StockCluster cluster) {
        return new ServiceAccountBuilder()
                .withMetadata(Metadata.of(cluster, Names.of(cluster).serviceAccount(), Labels.of(cluster)))
                .withAutomountServiceAccountToken(false)
                .build();
    }
}
