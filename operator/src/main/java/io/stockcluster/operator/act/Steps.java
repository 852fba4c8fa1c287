package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.desired.SecretEntries;
import io.stockcluster.operator.observe.Observed;
import io.stockcluster.operator.rollout.ActorPod;
import io.stockcluster.operator.rollout.Decision;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Does what the planner decided. Whatever is not done, since a node does not answer or a pod may not go yet, is decided
 * again the next time.
 */
public final class Steps implements AutoCloseable {

    private final PodTaker pods;
    private final ManagementCalls nodes = new ManagementCalls();

    public Steps(KubernetesClient client) {
        this.pods = new PodTaker(client);
    }

    /** Nothing where it was done, else why not. Another size or template is for the resources to show, and not done here. */
    public Optional<String> take(Decision decision, StockCluster cluster, Observed seen) {
        String namespace = cluster.namespace();
        return switch (decision) {
            case Decision.Rest rest -> Optional.empty();
            case Decision.Wait wait -> Optional.empty();
            case Decision.Resize resize -> Optional.empty();
            case Decision.RollBack back -> Optional.empty();
            case Decision.Evict evict -> pods.evict(namespace, evict.pod());
            case Decision.Delete delete -> pods.delete(namespace, delete.pod());
            case Decision.Drain drain -> nodes.drain(pod(drain.pod(), seen), token(cluster, seen));
            case Decision.Undrain undrain -> nodes.undrain(pod(undrain.pod(), seen), token(cluster, seen));
            case Decision.Expect expect -> expect(expect, cluster, seen);
        };
    }

    /** One passes it on to all that it sees; whoever does not hear it is told the next time. */
    private Optional<String> expect(Decision.Expect expect, StockCluster cluster, Observed seen) {
        String token = token(cluster, seen);
        Optional<String> refusal = Optional.of("no node answers");
        for (ActorPod pod : expect.unaware()) {
            refusal = nodes.expect(pod(pod, seen), token, expect.size());
            if (refusal.isEmpty()) {
                return refusal;
            }
        }
        return refusal;
    }

    private static Pod pod(ActorPod meant, Observed seen) {
        return seen.pods(Component.ACTOR).stream()
                .filter(pod -> pod.getMetadata().getUid().equals(meant.uid()))
                .findFirst()
                .orElseThrow();
    }

    private static String token(StockCluster cluster, Observed seen) {
        return seen.find(Secret.class, Names.of(cluster).managementToken())
                .map(secret -> secret.getData().getOrDefault(SecretEntries.TOKEN, ""))
                .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
                .orElse("");
    }

    @Override
    public void close() {
        nodes.close();
    }
}
