package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.PreconditionsBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.operator.rollout.ActorPod;
import java.util.Optional;
import java.util.Set;

/** Takes pods: the very one that was meant, or none. */
final class PodTaker {

    /** It is gone, or another one of the same name is there. */
    private static final Set<Integer> GONE = Set.of(404, 409);

    private static final int NOT_NOW = 429;

    private final KubernetesClient client;

    PodTaker(KubernetesClient client) {
        this.client = client;
    }

    /** Inside of the disruption budget, like the emptying of a machine. Nothing where it was done, else why not. */
    Optional<String> evict(String namespace, ActorPod pod) {
        try {
            boolean evicted = client.pods()
                    .inNamespace(namespace)
                    .withName(pod.name())
                    .evict(new EvictionBuilder()
                            .withNewMetadata()
                            .withName(pod.name())
                            .withNamespace(namespace)
                            .endMetadata()
                            .withDeleteOptions(only(pod))
                            .build());
            return evicted ? Optional.empty() : Optional.of("the disruption budget does not let it go yet");
        } catch (KubernetesClientException e) {
            return refusal(e);
        }
    }

    Optional<String> delete(String namespace, ActorPod pod) {
        String path = "/api/v1/namespaces/%s/pods/%s".formatted(namespace, pod.name());
        try {
            // The fluent way to delete knows no precondition on the UID.
            client.raw(path, "DELETE", only(pod));
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return refusal(e);
        }
    }

    private static DeleteOptions only(ActorPod pod) {
        return new DeleteOptionsBuilder()
                .withPreconditions(new PreconditionsBuilder().withUid(pod.uid()).build())
                .build();
    }

    private static Optional<String> refusal(KubernetesClientException e) {
        if (GONE.contains(e.getCode())) {
            return Optional.empty();
        }
        if (e.getCode() == NOT_NOW) {
            return Optional.of("the disruption budget does not let it go yet");
        }
        throw e;
    }
}
