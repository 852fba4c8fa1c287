package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** How actor nodes are replaced. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutSpec(
        @JsonPropertyDescription("Automatic: actor nodes are taken as soon as it is safe. Manual: what would be done is"
                + " shown in status.plan first, and done once the annotation stockcluster.io/approve-plan of the"
                + " StockCluster has the plan's hash.")
        @Default("Automatic")
        @Pattern("^(Automatic|Manual)$")
        @Size(max = 9)
        String approval,

        @JsonPropertyDescription("What happens where a pod of a new revision does not start within startSeconds."
                + " Halt: no further pod is taken until the spec is corrected. Rollback: the actor nodes go back to the"
                + " settings with which all of them last ran; the spec stays as it is, and a corrected one is tried at"
                + " once.")
        @Default("Halt")
        @Pattern("^(Halt|Rollback)$")
        @Size(max = 8)
        String onStuck,

        @JsonPropertyDescription("Seconds that a node may take to hand its shards over before the condition"
                + " RolloutBlocked says so. The operator goes on waiting. A node that is stopped without that has as long,"
                + " at least 60 seconds.")
        @Default("600")
        @Min(10)
        @Max(86_400)
        Integer drainSeconds,

        @JsonPropertyDescription("Seconds that a new node may take to become ready before the roll counts as stuck"
                + " and the condition Degraded says so.")
        @Default("600")
        @Min(10)
        @Max(86_400)
        Integer startSeconds) {

    public static final String MANUAL = "Manual";
    public static final String ROLLBACK = "Rollback";

    public RolloutSpec {
        approval = approval == null ? "Automatic" : approval;
        onStuck = onStuck == null ? "Halt" : onStuck;
        drainSeconds = drainSeconds == null ? 600 : drainSeconds;
        startSeconds = startSeconds == null ? 600 : startSeconds;
    }

    static RolloutSpec defaults() {
        return new RolloutSpec(null, null, null, null);
    }
}
