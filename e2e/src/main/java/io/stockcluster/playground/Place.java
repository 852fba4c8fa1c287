package io.stockcluster.playground;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;

/** A cluster with the operator on it: what a playground is made on. */
interface Place extends AutoCloseable {

    KubernetesClient client();

    /** The node's. */
    String image();

    /** The same under another name: to Kubernetes that is another image. */
    String otherImage();

    /** The port of the machine that the API's Service gets. */
    int nodePort();

    /** Where that port is reached from here. */
    URI api();

    /** Where a node's management port is reached from here. */
    URI management(Pod pod);

    /** How people reach what is not the API: the cluster itself, the nodes' management ports, the logs. */
    String wayIn();

    /** Ends the pod's process at once. */
    void kill(Pod pod);

    /** Ends the operator at once, and another is started; answers what was done. */
    String killOperator();

    boolean operatorAlive();

    /**
     * Whether something may still become ready here.
     *
     * @throws IllegalStateException nothing will any more; the message says why
     */
    void check();

    @Override
    void close();
}
