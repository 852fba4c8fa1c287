package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * Where a change of the actor nodes is: all that the operator must remember of it. An operator that starts anew goes on
 * from here, and would come to the same by looking, only with its waits begun again.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutStatus(
        @JsonPropertyDescription("What is being done: Gating, Draining, Replacing or Resizing.")
        String step,

        @JsonPropertyDescription("The pod that it is about.")
        String pod,

        @JsonPropertyDescription("That pod's UID: another one of the same name is not meant.")
        String podUid,

        @JsonPropertyDescription("Why the pod is taken, in one word.")
        String reason,

        @JsonPropertyDescription("The revision of the StatefulSet that the pods are brought to.")
        String revision,

        @JsonPropertyDescription("Since when this step goes on.")
        String since,

        @JsonPropertyDescription("Since when every check holds; a pod is taken once that was seen twice.")
        String calmSince,

        @JsonPropertyDescription("The first check that does not hold.")
        String blockedBy,

        @JsonPropertyDescription("When this step counts as stuck, unless it ends before.")
        String deadline) {

    public static final RolloutStatus NONE = new RolloutStatus(null, null, null, null, null, null, null, null, null);
}
