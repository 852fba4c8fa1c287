package io.stockcluster.e2e;

import com.marcnuri.helm.Helm;

/** The operator, installed as its users do it. */
final class Chart {

    static final String NAMESPACE = "stockcluster-system";

    static final String DEPLOYMENT = "deployment/stockcluster-operator";

    private static final int SECONDS = 120;

    private Chart() {}

    /** Returns once the operator is ready. */
    static void install(K3s cluster) {
        new Helm(Project.CHART)
                .install()
                .withName("stockcluster")
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
}
