package io.stockcluster.e2e;

import com.marcnuri.helm.Helm;

/** The operator, installed as its users do it. */
final class Chart {

    static final String NAMESPACE = "stockcluster-system";

    static final String DEPLOYMENT = "deployment/stockcluster-operator";

    private static final String NAME = "stockcluster";

    private static final int SECONDS = 300;

    private Chart() {}

    /** Returns once the operator is ready. */
    static void install(Cluster cluster) {
        new Helm(Project.CHART)
                .install()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .createNamespace()
                .set("image.repository", Images.OPERATOR)
                .set("image.tag", Project.VERSION)
                .set("nodeImage.repository", Images.NODE)
                .set("nodeImage.tag", Project.VERSION)
                // One is enough for two cores, and has all the log lines.
                .set("replicas", 1)
                .withKubeConfigContents(cluster.kubeconfig())
                .waitReady()
                .withTimeout(SECONDS)
                .call();
    }

    /** With another value, and all others as they were; returns once the new operator is ready. */
    static void upgrade(Cluster cluster, String value, String to) {
        new Helm(Project.CHART)
                .upgrade()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .reuseValues()
                .set(value, to)
                .withKubeConfigContents(cluster.kubeconfig())
                .waitReady()
                .withTimeout(SECONDS)
                .call();
    }

    static void uninstall(Cluster cluster) {
        Helm.uninstall(NAME)
                .withNamespace(NAMESPACE)
                .withKubeConfigContents(cluster.kubeconfig())
                .call();
    }

    /** The release's state after its tests; fails where one of them does. */
    static String test(Cluster cluster) {
        return Helm.test(NAME)
                .withNamespace(NAMESPACE)
                .withKubeConfigContents(cluster.kubeconfig())
                .withTimeout(SECONDS)
                .call()
                .getStatus();
    }
}
