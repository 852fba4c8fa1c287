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

/** An Ingress that leads to the API. */
@ValidationRule(
        value = "!has(self.tlsSecretName) || has(self.host)",
        message = "http.ingress.tlsSecretName needs http.ingress.host: a certificate is for the name of a host")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Ingress(
        @JsonPropertyDescription("The IngressClass. Default: the one that Kubernetes takes by default.")
        @Size(min = 1, max = 253)
        String className,

        @JsonPropertyDescription("The name that clients call. Default: any.")
        @Pattern("^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
        @Size(max = 253)
        String host,

        @JsonPropertyDescription("What the path of a request must begin with.")
        @Default("/")
        @Pattern("^/")
        @Size(max = 1024)
        String path,

        @JsonPropertyDescription("The Secret with the certificate (type kubernetes.io/tls). Default: no TLS.")
        @Size(min = 1, max = 253)
        String tlsSecretName,

        @JsonPropertyDescription("Annotations, by which ingress controllers are told more.") @Size(max = 64)
        Map<@Size(max = 317) String, @Size(max = 8192) String> annotations) {

    public Ingress {
        path = path == null ? "/" : path;
        annotations = annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
