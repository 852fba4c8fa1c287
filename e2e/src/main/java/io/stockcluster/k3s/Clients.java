package io.stockcluster.k3s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Clients for real clusters. */
public final class Clients {

    private Clients() {}

    /** For the namespace 'default', whatever that file says of it. */
    public static KubernetesClient of(String kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(kubeconfig))
                        .withNamespace("default")
                        .build())
                .build();
    }
}
