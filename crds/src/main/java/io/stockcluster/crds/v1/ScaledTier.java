package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;

/** A {@link Tier} that autoscalers look at: what they want is the number of pods there are, ready or not. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScaledTier(
        @JsonPropertyDescription("Nodes that are ready.") int ready,

        @JsonPropertyDescription("Nodes that the spec asks for.")
        int desired,

        @JsonPropertyDescription("Nodes that there are, ready or not.") @StatusReplicas
        int current) {}
