package io.stockcluster.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockcluster.operator.desired.Surroundings;
import java.util.Optional;

/** Looks which kinds are installed that Kubernetes itself does not have. Everybody may ask that. */
final class Discovery {

    private Discovery() {}

    static Surroundings look(KubernetesClient client, Optional<String> operatorNamespace) {
        return new Surroundings(
                operatorNamespace,
                client.supports("monitoring.coreos.com/v1", "PodMonitor"),
                client.supports("gateway.networking.k8s.io/v1", "HTTPRoute"));
    }
}
