package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** CPU and memory of a pod, in Kubernetes' own form. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resources(
        @JsonPropertyDescription("What is set aside for a pod.")
        Map<String, Quantity> requests,

        @JsonPropertyDescription("What a pod may use at most.")
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
