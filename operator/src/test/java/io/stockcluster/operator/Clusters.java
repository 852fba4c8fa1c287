package io.stockcluster.operator;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.stockcluster.crds.v1.StockCluster;

/** StockClusters as a user writes them, and as Kubernetes hands them on. */
public final class Clusters {

    private Clusters() {}

    /** A cluster called demo, of namespace shop. */
    public static StockCluster demo(String spec) {
        StockCluster cluster = Serialization.unmarshal("""
                apiVersion: stockcluster.io/v1
                kind: StockCluster
                metadata:
                  name: demo
                  namespace: shop
                  uid: 11111111-2222-3333-4444-555555555555
                  generation: 7
                """ + "spec: " + spec, StockCluster.class);
        return cluster;
    }
}
