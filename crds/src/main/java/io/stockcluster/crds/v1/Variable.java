package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvVarSource;

/** An environment variable, in Kubernetes' own form but for the bounds on its name, which rules need. */
@ValidationRule(
        value = "!(has(self.value) && has(self.valueFrom))",
        message = "podTemplate.env takes a value or a valueFrom for each variable, not both")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Variable(
        @JsonPropertyDescription("Its name, see docs/settings.md for what a node understands.")
        @Required
        @Pattern("^[-._a-zA-Z][-._a-zA-Z0-9]*$")
        @Size(min = 1, max = 128)
        String name,

        @JsonPropertyDescription("Its value.") @Size(max = 32768)
        String value,

        @JsonPropertyDescription("Where its value comes from: an entry of a Secret or a ConfigMap, or the pod itself.")
        EnvVarSource valueFrom) {}
