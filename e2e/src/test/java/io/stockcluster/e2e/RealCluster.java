package io.stockcluster.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** A real Kubernetes, on which the operator is installed by its chart. */
abstract class RealCluster implements Cluster {

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
        kubectl("delete", "pod", "--all", "--force", "--grace-period=0", "--namespace=" + Chart.NAMESPACE);
        kubectl("rollout", "status", Chart.DEPLOYMENT, "--timeout=90s", "--namespace=" + Chart.NAMESPACE);
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
