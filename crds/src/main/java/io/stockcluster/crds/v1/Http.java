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

        @JsonPropertyDescription("What else the pods should have.")
        PodTemplate podTemplate,

        @JsonPropertyDescription("The Service <name>-http, through which the API is reached.") @Default("{}")
        HttpService service,

        @JsonPropertyDescription("An Ingress <name>-http that leads to the Service. Default: none.")
        Ingress ingress,

        @JsonPropertyDescription("An HTTPRoute <name>-http that leads to the Service, where the Gateway API is"
                + " installed. Default: none.")
        Route route) {

    static final Resources RESOURCES = Resources.of("100m", "384Mi");

    public Http {
        replicas = replicas == null ? 2 : replicas;
        resources = resources == null ? RESOURCES : resources;
        podTemplate = podTemplate == null ? PodTemplate.none() : podTemplate;
        service = service == null ? HttpService.defaults() : service;
    }

    static Http defaults() {
        return new Http(null, null, null, null, null, null, null);
    }
}
