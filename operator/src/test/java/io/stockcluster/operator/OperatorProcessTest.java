package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorProcessTest {

    @Test
    void whereNoClusterAnswersItSaysWhereItLookedAndWhatWouldBeRight() {
        var config = new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl("https://127.0.0.1:1/")
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThatThrownBy(() -> OperatorProcess.start(client, Set.of(), Optional.empty()))
                    .isInstanceOf(OperatorProcess.CannotStart.class)
                    .hasMessageStartingWith("No Kubernetes cluster answers at https://127.0.0.1:1/")
                    .hasMessageEndingWith("Run this in a pod with a service account, or set KUBECONFIG");
        }
    }
}
