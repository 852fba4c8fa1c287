package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How many nodes of a tier can be used, of how many. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Tier(
        @JsonPropertyDescription("Nodes that are ready.") int ready,

        @JsonPropertyDescription("Nodes that the spec asks for.")
        int desired) {}
