package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.k3s.K3s;
import java.net.URI;

/** A Kubernetes of one machine, in a Docker container. */
final class K3sCluster extends RealCluster {

    private final K3s k3s;

    K3sCluster(K3s k3s) {
        super(k3s.kubeconfig());
        this.k3s = k3s;
    }

    @Override
    public String kubectl(String... arguments) {
        return k3s.kubectl(arguments);
    }

    @Override
    public String failingKubectl(String... arguments) {
        return k3s.failingKubectl(arguments);
    }

    /** From now on these let in no pod that may do more than the restricted pod security standard allows. */
    void restrict(String... namespaces) {
        for (String namespace : namespaces) {
            client().resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                            .endMetadata()
                            .build())
                    .serverSideApply();
        }
    }

    @Override
    public String file(String name, String content) {
        return k3s.file(name, content);
    }

    @Override
    public void withoutApiServer(Runnable whatHappens) {
        k3s.withoutApiServer(whatHappens);
    }

    @Override
    public URI nodePort(int port) {
        return k3s.nodePort(port);
    }

    @Override
    public void kill(Pod pod) {
        k3s.kill(pod);
    }

    @Override
    public void freeze(Pod pod) {
        k3s.freeze(pod);
    }

    @Override
    public void thaw(Pod pod) {
        k3s.thaw(pod);
    }

    @Override
    public void close() {
        super.close();
        k3s.close();
    }
}
