package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import java.util.List;
import java.util.Optional;

/** What the operator tells of a cluster. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StockClusterStatus(
        @JsonPropertyDescription("The generation of the spec that this status tells of.")
        Long observedGeneration,

        @JsonPropertyDescription("What is true of the cluster, and why.")
        List<Condition> conditions,

        @JsonPropertyDescription("In one word: Pending, Progressing, Ready or Failed.")
        Phase phase,

        @JsonPropertyDescription("The actor nodes.") Tier actors,
        @JsonPropertyDescription("The HTTP nodes.") ScaledTier http,

        @JsonPropertyDescription("Where a change of the actor nodes is; absent while nothing is to be done.")
        RolloutStatus rollout,

        @JsonPropertyDescription("What would be done to the actor nodes, where rollout.approval is Manual.")
        PlanStatus plan,

        @JsonPropertyDescription("What the actor nodes were taken back from, since it did not start; absent while they"
                + " are what the spec asks for, or on the way there.")
        RolledBackStatus rolledBack,

        @JsonPropertyDescription("What selects the HTTP pods; autoscalers ask for it.") @LabelSelector
        String selector) {

    public StockClusterStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    public Optional<Condition> condition(String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }
}
