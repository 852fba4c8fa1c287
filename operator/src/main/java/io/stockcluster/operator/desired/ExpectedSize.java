package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.stockcluster.crds.v1.StockCluster;
import java.util.Map;

/**
 * How many actor nodes there are, as a node learns it at its start. It stands beside the pods' template and not in it, so
 * that another number does not roll them; those that run are told through their management ports.
 */
final class ExpectedSize {

    private static final String KEY = "expected-size";

    private ExpectedSize() {}

    static ConfigMap configMap(StockCluster cluster, Stage stage) {
        return new ConfigMapBuilder()
                .withMetadata(Metadata.of(cluster, Names.of(cluster).actors(), Labels.of(cluster, Component.ACTOR)))
                .withData(Map.of(KEY, Integer.toString(stage.actorReplicas())))
                .build();
    }

    static EnvVar variable(StockCluster cluster) {
        return new EnvVarBuilder()
                .withName("CLUSTER_EXPECTED_SIZE")
                .withNewValueFrom()
                .withNewConfigMapKeyRef(KEY, Names.of(cluster).actors(), false)
                .endValueFrom()
                .build();
    }
}
