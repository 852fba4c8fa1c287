package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One thing that is true, false or unknown of a cluster, in the form that Kubernetes' own resources use. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
        @JsonPropertyDescription("What this is about.") @Required @Size(max = 316)
        String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required @Pattern("^(True|False|Unknown)$")
        String status,

        @JsonPropertyDescription("Why, in one word for programs.") @Required @Size(min = 1, max = 1024)
        String reason,

        @JsonPropertyDescription("Why, in a sentence for people.") @Required @Size(max = 32768)
        String message,

        @JsonPropertyDescription("When the status last changed.") @Required
        String lastTransitionTime,

        @JsonPropertyDescription("The generation of the spec that this tells of.")
        Long observedGeneration) {

    public static final String READY = "Ready";
    public static final String PROGRESSING = "Progressing";
    public static final String DEGRADED = "Degraded";
    public static final String SHARDS_SAFE = "ShardsSafe";
    public static final String ROLLOUT_BLOCKED = "RolloutBlocked";
    public static final String SCALE_DOWN_BLOCKED = "ScaleDownBlocked";
    public static final String PAUSED = "Paused";

    /** What tools that follow kstatus take for a failure, where {@link #READY} alone would be something in progress. */
    public static final String STALLED = "Stalled";
}
