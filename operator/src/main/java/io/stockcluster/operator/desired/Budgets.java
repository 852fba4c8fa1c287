package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.stockcluster.crds.v1.StockCluster;

/**
 * How many pods of a tier evictions may take. A pod that is not ready may always go: it serves nobody, and a machine that
 * is to be emptied must not wait for it.
 */
final class Budgets {

    private Budgets() {}

    /** One while the gate is open or a drained pod is taken, else none: evictions wait as the operator does. */
    static PodDisruptionBudget actors(StockCluster cluster, Stage stage) {
        return budget(cluster, Component.ACTOR, Names.of(cluster).actors(), stage.mayLoseAPod() ? 1 : 0);
    }

    static PodDisruptionBudget http(StockCluster cluster) {
        return budget(cluster, Component.HTTP, Names.of(cluster).http(), 1);
    }

    private static PodDisruptionBudget budget(StockCluster cluster, Component component, String name, int pods) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Metadata.of(cluster, name, Labels.of(cluster, component)))
                .withNewSpec()
                .withNewMaxUnavailable(pods)
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(Labels.selector(cluster, component))
                .endSelector()
                .endSpec()
                .build();
    }
}
