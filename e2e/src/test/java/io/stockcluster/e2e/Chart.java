package io.stockcluster.e2e;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.List;

/** The operator, installed as its users do it. */
final class Chart {

    static final String NAMESPACE = "stockcluster-system";

    /** By which its pods are found. */
    static final String OPERATORS = "app.kubernetes.io/component=operator";

    /** The Deployment, and the Lease. */
    static final String OPERATOR = "stockcluster-operator";

    private static final String NAME = "stockcluster";

    private static final int SECONDS = 300;

    private Chart() {}

    /** Returns once the operators are ready. */
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
                .withKubeConfigContents(cluster.kubeconfig())
                .waitReady()
                .withTimeout(SECONDS)
                .call();
    }

    /** With another value, and all others as they were; returns once the new operators are ready. */
    static void upgrade(Cluster cluster, String value, String to) {
        upgrade(cluster, Project.CHART).set(value, to).call();
    }

    /** By another chart, with the same values. */
    static void upgradeBy(Cluster cluster, Path chart) {
        upgrade(cluster, chart).call();
    }

    private static UpgradeCommand upgrade(Cluster cluster, Path chart) {
        return new Helm(chart)
                .upgrade()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .reuseValues()
                .withKubeConfigContents(cluster.kubeconfig())
                .waitReady()
                .withTimeout(SECONDS);
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

    /** By name, which tells a pod of a Deployment from all others. */
    static List<String> readyOperators(Cluster cluster) {
        return cluster.client().pods().inNamespace(NAMESPACE).withLabelSelector(OPERATORS).list().getItems().stream()
                .filter(Rolling::isReady)
                .map((Pod pod) -> pod.getMetadata().getName())
                .toList();
    }

    /** The pod whose turn it is, by name; empty where the last one has given its turn back. */
    static String actingOperator(Cluster cluster) {
        return cluster.client()
                .leases()
                .inNamespace(NAMESPACE)
                .withName(OPERATOR)
                .require()
                .getSpec()
                .getHolderIdentity();
    }
}
