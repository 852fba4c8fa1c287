package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * What would be done to the actor nodes, shown where {@code rollout.approval} is Manual. Amounts are those of the moment at
 * which the plan was made: they move all the time, and a plan that somebody reads should not.
 */
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
        List<Step> steps,

        @JsonPropertyDescription(
                "Why NewRevision: what is new in the pods' template, field by field, against what all of"
                        + " them last ran. Absent where that is not known.")
        List<Change> changes,

        @JsonPropertyDescription("The stock and its copies in the nodes' heaps, where they tell it.")
        Heap heap) {

    /** One pod that would be taken. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Step(
            @JsonPropertyDescription("The pod.") String pod,
            @JsonPropertyDescription("Why, in one word.") String reason,

            @JsonPropertyDescription("The shards, and copies of shards, that its node would hand over.")
            Integer shards,

            @JsonPropertyDescription("About how many bytes of stock are in them.")
            Long bytes) {

        /** Whether the same would be done, however much is to be moved for it by now. */
        public boolean isSameAs(Step other) {
            return pod.equals(other.pod) && reason.equals(other.reason);
        }
    }

    /** A field that would be another. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Change(
            @JsonPropertyDescription("Its path in the pods' template.")
            String field,

            @JsonPropertyDescription("What it is; absent where there is none.")
            String before,

            @JsonPropertyDescription("What it would be; absent where it goes.")
            String after) {}

    /** How full the heaps are, and would be. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Heap(
            @JsonPropertyDescription("Bytes in each node now.")
            long now,

            @JsonPropertyDescription("Bytes in each node while one is away.")
            long meanwhile,

            @JsonPropertyDescription("Bytes in each node afterwards.")
            long afterwards,

            @JsonPropertyDescription("Bytes that each has room for.")
            long room) {}

    public PlanStatus {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    public PlanStatus withChanges(List<Change> found) {
        return new PlanStatus(
                hash, approved, revision, replicas, steps, found.isEmpty() ? null : List.copyOf(found), heap);
    }

    public PlanStatus withApproval(boolean given) {
        return new PlanStatus(hash, given, revision, replicas, steps, changes, heap);
    }
}
