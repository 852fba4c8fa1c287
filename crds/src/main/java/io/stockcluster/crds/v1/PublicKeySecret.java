package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where a public key is kept. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PublicKeySecret(
        @JsonPropertyDescription("The Secret's name.") @Required @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription("The entry that holds the PEM.") @Default("public.pem") @Size(min = 1, max = 253)
        String key) {

    public PublicKeySecret {
        key = key == null ? "public.pem" : key;
    }
}
