package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What would be done to the actor nodes, shown where {@code rollout.approval} is Manual. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanStatus(
        @JsonPropertyDescription("What to put into the annotation stockcluster.io/approve-plan.")
        String hash,

        @JsonPropertyDescription("Whether it was approved, and is or will be done.")
        boolean approved,

        @JsonPropertyDescription("The revision that the pods would be brought to.")
        String revision,

        @JsonPropertyDescription("How many actor nodes there would be afterwards.")
        int replicas,

        @JsonPropertyDescription("The pods that would be taken, in this order.")
        List<Step> steps) {

    /** One pod that would be taken. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Step(
            @JsonPropertyDescription("The pod.") String pod,

            @JsonPropertyDescription("Why, in one word.") String reason) {}

    public PlanStatus {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }
}
