package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** How many copies of each pot there are, and how many of them a write waits for. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReplicationSpec(
        @JsonPropertyDescription("Copies of each pot, each on a node of its own. Default: 3, or actors.replicas where"
                + " that is smaller; a running cluster without it keeps as many as it has.")
        @Min(1)
        @Max(7)
        Integer factor,

        @JsonPropertyDescription("Copies that hold a write before it is answered: eventual (1), quorum (a majority),"
                + " strong (all), at-least:n.")
        @Default("quorum")
        @Pattern("^(eventual|quorum|strong|at-least:[1-7])$")
        @Size(max = 10)
        String consistency) {

    public ReplicationSpec {
        consistency = consistency == null ? "quorum" : consistency;
    }

    static ReplicationSpec defaults() {
        return new ReplicationSpec(null, null);
    }
}
