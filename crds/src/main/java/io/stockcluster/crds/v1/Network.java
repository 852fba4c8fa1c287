package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;

/** Who may reach which port of a node. */
@ValidationRule(
        value = "self.enabled || !(has(self.httpFrom) || has(self.managementFrom))",
        message = "networkPolicy.enabled false lets everybody reach every port, so httpFrom and managementFrom would be"
                + " ignored: remove them, or enable the policy")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Network(
        @JsonPropertyDescription("Whether NetworkPolicies close the nodes' ports: the cluster port to all but the nodes"
                + " of this cluster, the management port to all but these, the operator and monitoring. Nothing on"
                + " these ports is encrypted, so false is for networks that nobody else is on.")
        @Default("true")
        Boolean enabled,

        @JsonPropertyDescription("Who may call the API. Default: everybody, since it checks tokens.") @Size(max = 32)
        List<NetworkPolicyPeer> httpFrom,

        @JsonPropertyDescription("Who may read the management port, besides the operator and this cluster's own nodes."
                + " Default: pods with the label app.kubernetes.io/name: prometheus, of any namespace.")
        @Size(max = 32)
        List<NetworkPolicyPeer> managementFrom) {

    public Network {
        enabled = enabled == null || enabled;
        httpFrom = httpFrom == null ? List.of() : List.copyOf(httpFrom);
        managementFrom = managementFrom == null ? List.of() : List.copyOf(managementFrom);
    }

    static Network defaults() {
        return new Network(null, null, null);
    }
}
