package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** An HTTPRoute of the Gateway API that leads to the API. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Route(
        @JsonPropertyDescription("The Gateways that take the requests.") @Required @Size(min = 1, max = 16)
        List<Parent> parentRefs,

        @JsonPropertyDescription("The names that clients call. Default: those of the Gateway's listeners.")
        @Size(max = 16)
        List<
                        @Pattern("^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
                        @Size(max = 253) String>
                hostnames) {

    public Route {
        parentRefs = parentRefs == null ? List.of() : List.copyOf(parentRefs);
        hostnames = hostnames == null ? List.of() : List.copyOf(hostnames);
    }

    /** A Gateway, or one listener of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Parent(
            @JsonPropertyDescription("The Gateway's name.") @Required @Size(min = 1, max = 253)
            String name,

            @JsonPropertyDescription("The Gateway's namespace. Default: this one.") @Size(min = 1, max = 63)
            String namespace,

            @JsonPropertyDescription("The listener's name. Default: every listener that fits.")
            @Size(min = 1, max = 253)
            String sectionName,

            @JsonPropertyDescription("The listener's port. Default: any.") @Min(1) @Max(65535)
            Integer port) {}
}
