package io.stockcluster.operator.desired;

import io.stockcluster.crds.v1.StockCluster;

/** How the resources of a cluster are called. Changing one of these orphans what older operators made. */
public record Names(String cluster) {

    public static Names of(StockCluster cluster) {
        return new Names(cluster.name());
    }

    /** The StatefulSet of the actor nodes, and the headless Service that is their seed. */
    public String actors() {
        return cluster + "-actors";
    }

    /** The ConfigMap with the template of the actor pods that all of them last ran. */
    public String lastComplete() {
        return cluster + "-last-complete";
    }

    /** The StatefulSet of the HTTP nodes, and the Service that leads to them. */
    public String http() {
        return cluster + "-http";
    }

    public String monitor() {
        return cluster + "-nodes";
    }

    public String serviceAccount() {
        return cluster + "-node";
    }

    /** The Secret with what calls to the management port must carry. */
    public String managementToken() {
        return cluster + "-management-token";
    }

    /** The Secret with the key pair that tokens are signed and checked with, where the operator makes one. */
    public String signingKey() {
        return cluster + "-signing-key";
    }
}
