package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How Prometheus finds the nodes. */
@ValidationRule(
        value = "self.enabled || !has(self.labels)",
        message = "monitoring.enabled false makes no PodMonitor, so monitoring.labels would be ignored: remove them, or"
                + " enable monitoring")
@ValidationRule(
        value = "!has(self.labels) || self.labels.all(key, !key.startsWith('app.kubernetes.io/')"
                + " && !key.startsWith('stockcluster.io/'))",
        message = "monitoring.labels must not begin with app.kubernetes.io/ or stockcluster.io/: the operator finds its"
                + " resources by these")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Monitoring(
        @JsonPropertyDescription("Whether a PodMonitor is made, where the Prometheus operator is installed.")
        @Default("true")
        Boolean enabled,

        @JsonPropertyDescription("How often the nodes' metrics are read.")
        @Default("30s")
        @Pattern("^[1-9][0-9]*(ms|s|m|h)$")
        @Size(max = 10)
        String interval,

        @JsonPropertyDescription("Labels of the PodMonitor, by which a Prometheus chooses the monitors it follows.")
        @Size(max = 32)
        Map<@Size(max = 317) String, @Size(max = 63) String> labels) {

    public Monitoring {
        enabled = enabled == null || enabled;
        interval = interval == null ? "30s" : interval;
        labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    static Monitoring defaults() {
        return new Monitoring(null, null, null);
    }
}
