package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;

/** A Kubernetes cluster that scenarios run on. */
interface Cluster extends AutoCloseable {

    /** As its administrator. */
    KubernetesClient client();

    String kubeconfig();

    /** Makes images known to every machine of it, from an archive as 'docker save' writes it. */
    void load(Path images);

    /** What a user types, and what it answers; fails where it ends badly. */
    String kubectl(String... arguments);

    /** Where a NodePort is reached from here. */
    URI nodePort(int port);

    /** Ends the pod's processes at once, as a crash does: nothing in it can still say goodbye. */
    void kill(Pod pod);

    @Override
    void close();
}
