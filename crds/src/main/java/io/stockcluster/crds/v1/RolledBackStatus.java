package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What the actor nodes were taken back from. The operator remembers it here, so that it does not try the same again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolledBackStatus(
        @JsonPropertyDescription(
                "The fingerprint of the pods' template that did not start; another one is tried at once.")
        String template,

        @JsonPropertyDescription("Why it was given up.") String because,
        @JsonPropertyDescription("Since when.") String since) {}
