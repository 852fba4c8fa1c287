package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** The tier of nodes that hold the stock, in their heaps. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Actors(
        @JsonPropertyDescription("How many there are.") @Default("3") @Min(1) @Max(100)
        Integer replicas,

        @JsonPropertyDescription("CPU and memory of each. The heap is 70 % of the memory limit.")
        @Default("{\"requests\": {\"cpu\": \"250m\", \"memory\": \"768Mi\"}, \"limits\": {\"memory\": \"768Mi\"}}")
        Resources resources,

        @JsonPropertyDescription("Options for the JVM, instead of the operator's (-XX:MaxRAMPercentage=70).")
        @Size(max = 2048)
        String jvmOptions,

        @JsonPropertyDescription("What else the pods should have.")
        PodTemplate podTemplate) {

    static final Resources RESOURCES = Resources.of("250m", "768Mi");

    public Actors {
        replicas = replicas == null ? 3 : replicas;
        resources = resources == null ? RESOURCES : resources;
        podTemplate = podTemplate == null ? PodTemplate.none() : podTemplate;
    }

    static Actors defaults() {
        return new Actors(null, null, null, null);
    }
}
