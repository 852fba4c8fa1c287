package io.stockcluster.crds.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import java.util.List;

/**
 * What a user can ask for. The empty spec is a good cluster of three actor and two HTTP nodes.
 *
 * <p>Every default stands twice, in the schema, so that {@code kubectl} shows it, and in the records' constructors, so
 * that code that reads a resource never meets a {@code null} where there is a default.
 */
@ValidationRule(
        value = "!has(self.replication.factor) || self.replication.factor <= self.actors.replicas",
        message = "replication.factor must not be larger than actors.replicas: every copy lives on a node of its own")
@ValidationRule(
        value = "!self.replication.consistency.startsWith('at-least:')"
                + " || int(self.replication.consistency.substring(9)) <= (has(self.replication.factor)"
                + " ? self.replication.factor : (self.actors.replicas < 3 ? self.actors.replicas : 3))",
        message = "replication.consistency at-least:n must not ask for more copies than replication.factor"
                + " (which is 3, or actors.replicas where that is smaller, unless it is set)")
@JsonIgnoreProperties(ignoreUnknown = true)
public record StockClusterSpec(
        @JsonPropertyDescription("The nodes' image, for both tiers. Default: the one the operator was installed with.")
        @Size(min = 1, max = 512)
        String image,

        @JsonPropertyDescription("When the image is pulled: Always, IfNotPresent or Never. Default: as Kubernetes does,"
                + " Always for the tag 'latest', else IfNotPresent.")
        @Pattern("^(Always|IfNotPresent|Never)$")
        @Size(max = 12)
        String imagePullPolicy,

        @JsonPropertyDescription("Secrets of the same namespace to pull the image with.") @Size(max = 16)
        List<LocalObjectReference> imagePullSecrets,

        @JsonPropertyDescription("The nodes that hold the stock.") @Default("{}")
        Actors actors,

        @JsonPropertyDescription("The nodes that serve the API. They hold nothing.") @Default("{}")
        Http http,

        @JsonPropertyDescription(
                "How many copies of each pot there are, and how many hold a write before it is" + " answered.")
        @Default("{}")
        ReplicationSpec replication,

        @JsonPropertyDescription("Where locations are looked up. Default: the nodes' built-in directory.")
        LocationApi locationApi,

        @JsonPropertyDescription("Whose tokens are accepted. Without a key source the operator makes an RSA key pair"
                + " in the Secret <name>-signing-key (private.pem, public.pem) and uses its public key.")
        @Default("{}")
        Auth auth,

        @JsonPropertyDescription("Who may reach which port of the nodes.") @Default("{}")
        Network networkPolicy,

        @JsonPropertyDescription("How Prometheus finds the nodes.") @Default("{}")
        Monitoring monitoring,

        @JsonPropertyDescription("How actor nodes are replaced.") @Default("{}")
        RolloutSpec rollout,

        @JsonPropertyDescription("The operator changes nothing of this cluster while this is true; it goes on telling"
                + " how the cluster is.")
        Boolean paused) {

    public StockClusterSpec {
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
        actors = actors == null ? Actors.defaults() : actors;
        http = http == null ? Http.defaults() : http;
        replication = replication == null ? ReplicationSpec.defaults() : replication;
        auth = auth == null ? Auth.defaults() : auth;
        networkPolicy = networkPolicy == null ? Network.defaults() : networkPolicy;
        monitoring = monitoring == null ? Monitoring.defaults() : monitoring;
        rollout = rollout == null ? RolloutSpec.defaults() : rollout;
        paused = Boolean.TRUE.equals(paused);
    }

    public static StockClusterSpec defaults() {
        return new StockClusterSpec(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** How many copies of each pot there are: the factor asked for, else three, or all where there are fewer nodes. */
    public int copies() {
        return replication.factor() != null ? replication.factor() : Math.min(3, actors.replicas());
    }
}
