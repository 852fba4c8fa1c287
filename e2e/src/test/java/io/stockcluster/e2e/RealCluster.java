package io.stockcluster.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Kubernetes, on which the operator is installed by its chart. */
abstract class RealCluster implements Cluster {

    private static final Duration OPERATOR_START = Duration.ofMinutes(5);

    private final String kubeconfig;
    private final KubernetesClient client;

    RealCluster(String kubeconfig) {
        this.kubeconfig = kubeconfig;
        this.client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(kubeconfig))
                        .withNamespace("default")
                        .build())
                .build();
    }

    @Override
    public final KubernetesClient client() {
        return client;
    }

    @Override
    public final String kubeconfig() {
        return kubeconfig;
    }

    @Override
    public final String nodeImage(Tag tag) {
        return tag == Tag.FIRST ? Images.tagged(Images.NODE) : Images.next();
    }

    @Override
    public final void replaceOperator() {
        Set<String> before = operators().map(RealCluster::uid).collect(Collectors.toSet());
        kubectl("delete", "pod", "--all", "--force", "--grace-period=0", "--namespace=" + Chart.NAMESPACE);
        // Not 'rollout status': the Deployment may not have noticed yet that its pod is gone.
        await("another operator is ready")
                .atMost(OPERATOR_START)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> operators().anyMatch(pod -> !before.contains(uid(pod)) && Rolling.isReady(pod)));
    }

    private Stream<Pod> operators() {
        return client.pods().inNamespace(Chart.NAMESPACE).list().getItems().stream();
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    @Override
    public final String operatorLog() {
        return kubectl("logs", Chart.DEPLOYMENT, "--namespace=" + Chart.NAMESPACE);
    }

    @Override
    public final void withoutApiServer(Runnable whatHappens) {
        throw new UnsupportedOperationException("An API server cannot be stopped here: say @Needs(Ability.OUTAGE)");
    }

    @Override
    public void close() {
        client.close();
    }
}
