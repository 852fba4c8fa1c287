package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A cluster's state in one word, for people; programs read the conditions. */
public enum Phase {
    /** Nothing runs yet. */
    @JsonProperty("Pending")
    PENDING,
    /** On the way to what the spec asks for. */
    @JsonProperty("Progressing")
    PROGRESSING,
    /** As the spec asks. */
    @JsonProperty("Ready")
    READY,
    /** Does not get further by itself: a pod cannot start, or something is in the way. */
    @JsonProperty("Failed")
    FAILED
}
