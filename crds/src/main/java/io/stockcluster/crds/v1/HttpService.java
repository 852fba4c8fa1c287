package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How the API is reached: port 80 of a Service. */
@ValidationRule(
        value = "!has(self.nodePort) || self.type != 'ClusterIP'",
        message = "http.service.nodePort needs http.service.type NodePort or LoadBalancer; a ClusterIP has no port on"
                + " the machines")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HttpService(
        @JsonPropertyDescription("ClusterIP, NodePort or LoadBalancer.")
        @Default("ClusterIP")
        @Pattern("^(ClusterIP|NodePort|LoadBalancer)$")
        @Size(max = 12)
        String type,

        @JsonPropertyDescription("The port on every machine of the Kubernetes cluster. Default: Kubernetes chooses.")
        @Min(1)
        @Max(65535)
        Integer nodePort,

        @JsonPropertyDescription("Annotations, by which load balancers are told more.") @Size(max = 64)
        Map<@Size(max = 317) String, @Size(max = 8192) String> annotations) {

    public HttpService {
        type = type == null ? "ClusterIP" : type;
        annotations = annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    static HttpService defaults() {
        return new HttpService(null, null, null);
    }
}
