package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a user adds to the pods of a tier. What the operator itself needs in a pod cannot be taken away here: rules refuse
 * what would, instead of one of the two silently winning.
 */
@ValidationRule(
        value = "!has(self.labels) || self.labels.all(key, !key.startsWith('app.kubernetes.io/')"
                + " && !key.startsWith('stockcluster.io/'))",
        message =
                "podTemplate.labels must not begin with app.kubernetes.io/ or stockcluster.io/: the operator finds its"
                        + " pods by these")
@ValidationRule(
        value = "!has(self.annotations) || self.annotations.all(key, !key.startsWith('stockcluster.io/'))",
        message = "podTemplate.annotations must not begin with stockcluster.io/: these are the operator's own")
@ValidationRule(
        value =
                "!has(self.env) || self.env.all(variable, !(variable.name in ['NODE_ROLE', 'NODE_NAME', 'NODE_STOP_TIMEOUT',"
                        + " 'HTTP_PORT', 'MANAGEMENT_PORT', 'MANAGEMENT_TOKEN', 'CLUSTER_NAME', 'CLUSTER_PORT', 'CLUSTER_SEEDS',"
                        + " 'CLUSTER_EXPECTED_SIZE', 'REPLICATION_FACTOR', 'REPLICATION_CONSISTENCY', 'AUTH_MODE',"
                        + " 'AUTH_JWKS_URL', 'AUTH_PUBLIC_KEY', 'AUTH_ISSUER', 'AUTH_AUDIENCE', 'LOCATION_API_URL',"
                        + " 'JDK_JAVA_OPTIONS']))",
        message = "podTemplate.env must not set what the operator sets: NODE_ROLE, NODE_NAME, NODE_STOP_TIMEOUT, the"
                + " ports, names, seeds and sizes of the cluster, MANAGEMENT_TOKEN, REPLICATION_…, AUTH_…, LOCATION_API_URL and"
                + " JDK_JAVA_OPTIONS have fields of their own in the spec, or follow from it")
@ValidationRule(
        value = "!has(self.volumes) || self.volumes.all(one, self.volumes.exists_one(other, other.mountPath =="
                + " one.mountPath))",
        message = "podTemplate.volumes must not mount two volumes at one mountPath")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PodTemplate(
        @JsonPropertyDescription("Further labels of the pods.") @Size(max = 32)
        Map<@Size(max = 317) String, @Size(max = 63) String> labels,

        @JsonPropertyDescription("Further annotations of the pods.") @Size(max = 64)
        Map<@Size(max = 317) String, @Size(max = 8192) String> annotations,

        @JsonPropertyDescription("Labels that a machine must have to run one of these pods.") @Size(max = 32)
        Map<@Size(max = 317) String, @Size(max = 63) String> nodeSelector,

        @JsonPropertyDescription("Near what, and far from what, the pods should run, in Kubernetes' own form.")
        Affinity affinity,

        @JsonPropertyDescription("Taints of machines that the pods put up with, in Kubernetes' own form.")
        @Size(max = 32)
        List<Toleration> tolerations,

        @JsonPropertyDescription("How the pods are spread, in Kubernetes' own form, instead of the operator's own two"
                + " constraints (evenly over machines and zones, where that can be had). A constraint without a"
                + " labelSelector counts the pods of this tier.")
        @Size(max = 8)
        List<TopologySpreadConstraint> topologySpreadConstraints,

        @JsonPropertyDescription("The PriorityClass of the pods.") @Size(min = 1, max = 253)
        String priorityClassName,

        @JsonPropertyDescription("Further settings of the nodes, as environment variables.") @Size(max = 64)
        List<Variable> env,

        @JsonPropertyDescription("Further volumes, each mounted at one place.") @Size(max = 16)
        List<MountedVolume> volumes) {

    public PodTemplate {
        labels = sorted(labels);
        annotations = sorted(annotations);
        nodeSelector = sorted(nodeSelector);
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        topologySpreadConstraints =
                topologySpreadConstraints == null ? List.of() : List.copyOf(topologySpreadConstraints);
        env = env == null ? List.of() : List.copyOf(env);
        volumes = volumes == null ? List.of() : List.copyOf(volumes);
    }

    /** Nothing that the operator would not do by itself. */
    public static PodTemplate none() {
        return new PodTemplate(null, null, null, null, null, null, null, null, null);
    }

    /** In one order always: pods whose template is written in another order would be replaced. */
    private static Map<String, String> sorted(Map<String, String> entries) {
        return entries == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(entries));
    }
}
