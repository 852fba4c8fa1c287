package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;

/** The tier of nodes that serve the API: stateless, so the one that is scaled by {@code kubectl scale} or an HPA. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Http(
        @JsonPropertyDescription("How many there are; kubectl scale and autoscalers set this.")
        @Default("2")
        @Min(1)
        @Max(100)
        @SpecReplicas
        Integer replicas,

        @JsonPropertyDescription("CPU and memory of each. The heap is 70 % of the memory limit.")
        @Default("{\"requests\": {\"cpu\": \"100m\", \"memory\": \"384Mi\"}, \"limits\": {\"memory\": \"384Mi\"}}")
        Resources resources,

        @JsonPropertyDescription("Options for the JVM, instead of the operator's (-XX:MaxRAMPercentage=70).")
        @Size(max = 2048)
        String jvmOptions,

        @JsonPropertyDescription("The Service <name>-http, through which the API is reached.") @Default("{}")
        HttpService service) {

    static final Resources RESOURCES = Resources.of("100m", "384Mi");

    public Http {
        replicas = replicas == null ? 2 : replicas;
        resources = resources == null ? RESOURCES : resources;
        service = service == null ? HttpService.defaults() : service;
    }

    static Http defaults() {
        return new Http(null, null, null, null);
    }
}
