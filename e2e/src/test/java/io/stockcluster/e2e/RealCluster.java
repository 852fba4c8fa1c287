package io.stockcluster.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.k3s.Clients;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** A real Kubernetes, on which the operator is installed by its chart. */
abstract class RealCluster implements Cluster {

    private static final Duration OPERATOR_START = Duration.ofMinutes(5);

    private final String kubeconfig;
    private final KubernetesClient client;

    RealCluster(String kubeconfig) {
        this.kubeconfig = kubeconfig;
        this.client = Clients.of(kubeconfig);
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
        List<String> before = Chart.readyOperators(this);
        kubectl(
                "delete",
                "pod",
                "--selector=" + Chart.OPERATORS,
                "--force",
                "--grace-period=0",
                "--namespace=" + Chart.NAMESPACE);
        // Not 'rollout status': the Deployment may not have noticed yet that its pods are gone.
        await("there are as many other operators, and it is the turn of one of them")
                .atMost(OPERATOR_START)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> {
                    List<String> now = Chart.readyOperators(this);
                    return now.size() >= before.size()
                            && Collections.disjoint(now, before)
                            && now.contains(Chart.actingOperator(this));
                });
    }

    @Override
    public final String operatorLog() {
        return kubectl("logs", "--selector=" + Chart.OPERATORS, "--tail=-1", "--namespace=" + Chart.NAMESPACE);
    }

    @Override
    public void close() {
        client.close();
    }
}
