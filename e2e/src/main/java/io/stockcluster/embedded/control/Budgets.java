package io.stockcluster.embedded.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatusBuilder;
import io.stockcluster.embedded.api.Evictions;
import io.stockcluster.embedded.api.Kind;

/** Tells how many pods each disruption budget would let go now. */
final class Budgets {

    private final Typed objects;
    private final Evictions evictions;

    Budgets(Typed objects) {
        this.objects = objects;
        this.evictions = new Evictions(objects.store());
    }

    void sync() {
        for (ObjectNode object : objects.store().list(Kind.DISRUPTION_BUDGET)) {
            Evictions.Budget budget = evictions.count(object);
            PodDisruptionBudget typed = objects.as(object, PodDisruptionBudget.class);
            objects.report(
                    Kind.DISRUPTION_BUDGET,
                    typed,
                    new PodDisruptionBudgetStatusBuilder()
                            .withObservedGeneration(typed.getMetadata().getGeneration())
                            .withExpectedPods(budget.expected())
                            .withCurrentHealthy(budget.healthy())
                            .withDesiredHealthy(budget.desired())
                            .withDisruptionsAllowed(budget.allowed())
                            .build());
        }
    }
}
