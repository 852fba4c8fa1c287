package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.stockcluster.crds.v1.StockCluster;
import java.util.Map;

/** Name, labels and owner of a resource: what belongs to a StockCluster goes when it goes. */
final class Metadata {

    private Metadata() {}

    static ObjectMeta of(StockCluster cluster, String name, Map<String, String> labels) {
        return of(cluster, name, labels, Map.of());
    }

    static ObjectMeta of(
            StockCluster cluster, String name, Map<String, String> labels, Map<String, String> annotations) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(cluster.namespace())
                .withLabels(labels)
                .withAnnotations(annotations)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(cluster.getApiVersion())
                        .withKind(cluster.getKind())
                        .withName(cluster.name())
                        .withUid(cluster.getMetadata().getUid())
                        .withController(true)
                        .withBlockOwnerDeletion(true)
                        .build())
                .build();
    }
}
