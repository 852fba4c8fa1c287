package io.stockcluster.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;

/** A Kubernetes cluster that scenarios run on, with the operator installed. */
interface Cluster extends AutoCloseable {

    /** As its administrator. */
    KubernetesClient client();

    /** The node's image under a tag that this cluster can pull; all of them are the same program. */
    String nodeImage(Tag tag);

    /** Which image. */
    enum Tag {
        FIRST,
        SECOND
    }

    /** Where a NodePort is reached from here. */
    URI nodePort(int port);

    /** Ends the pod's processes at once, as a crash does: nothing in it can still say goodbye. */
    void kill(Pod pod);

    /** Stops the pod's processes without ending them. */
    void freeze(Pod pod);

    void thaw(Pod pod);

    /** Ends all operators in the midst of whatever they do; returns once there are others, and it is the turn of one. */
    void replaceOperator();

    /** What the present operators have logged since they started. */
    String operatorLog();

    /** For programs that ask the cluster by themselves, such as Helm. */
    String kubeconfig();

    /** What a user types, and what it answers; fails where it ends badly. */
    String kubectl(String... arguments);

    /** The same where it is to end badly: all that it printed. */
    String failingKubectl(String... arguments);

    /** Where {@code kubectl} finds a file of that name and content. */
    String file(String name, String content);

    /** Runs something while the API server answers nobody. */
    void withoutApiServer(Runnable whatHappens);

    @Override
    void close();
}
