package io.stockcluster.e2e;

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
