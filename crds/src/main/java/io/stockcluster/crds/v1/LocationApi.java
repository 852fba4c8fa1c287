package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The service that knows the locations. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LocationApi(
        @JsonPropertyDescription("Its base URL.") @Required @Pattern("^https?://.+") @Size(max = 2048)
        String url) {}
