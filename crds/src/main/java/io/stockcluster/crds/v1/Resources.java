package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** CPU and memory of a pod, in Kubernetes' own form. */
@ValidationRule(
        value =
                "!(has(self.requests) && has(self.limits)) || ['cpu', 'memory'].all(kind, !(kind in self.requests) || !(kind"
                        + " in self.limits) || quantity(string(self.requests[kind])).compareTo(quantity(string(self.limits[kind])))"
                        + " <= 0)",
        message = "resources.requests must not be larger than resources.limits, neither cpu nor memory")
@ValidationRule(
        value = "!has(self.limits) || !('memory' in self.limits)"
                + " || quantity(string(self.limits['memory'])).compareTo(quantity('192Mi')) >= 0",
        message = "resources.limits.memory must be at least 192Mi: a node does not start with less")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resources(
        @JsonPropertyDescription("What is set aside for a pod.") @Size(max = 16)
        Map<String, Quantity> requests,

        @JsonPropertyDescription("What a pod may use at most.") @Size(max = 16)
        Map<String, Quantity> limits) {

    public Resources {
        requests = sorted(requests);
        limits = sorted(limits);
    }

    /** In one order always: the generated schema shows these as a default. */
    private static Map<String, Quantity> sorted(Map<String, Quantity> amounts) {
        return amounts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(amounts));
    }

    static Resources of(String cpu, String memory) {
        return new Resources(
                Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)),
                Map.of("memory", new Quantity(memory)));
    }
}
