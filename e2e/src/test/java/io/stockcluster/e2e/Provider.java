package io.stockcluster.e2e;

import java.util.Optional;

/** A kind of cluster that scenarios can run on. */
interface Provider {

    String name();

    /** What keeps it from running here; empty where nothing does. */
    Optional<String> missing();

    /** Why it is not able to do something; empty where it is. */
    Optional<String> unable(Ability ability);

    /** Makes a cluster with the operator on it, ready. */
    Cluster start();

    /** Why there is no {@link Ability#TIME}; empty where somebody asked for it. */
    static Optional<String> soak() {
        return System.getProperty("e2e.soak") == null
                ? Optional.of("it takes minutes: -De2e.soak runs it")
                : Optional.empty();
    }

    /** The one that this run is for. */
    static Provider chosen() {
        String name = Project.property("e2e.cluster");
        return switch (name) {
            case "embedded" -> new EmbeddedProvider();
            case "k3s" -> new K3sProvider();
            case "kubeconfig" -> new KubeconfigProvider();
            default ->
                throw new IllegalStateException(
                        "e2e.cluster is '" + name + "': embedded, k3s or kubeconfig would be right");
        };
    }
}
