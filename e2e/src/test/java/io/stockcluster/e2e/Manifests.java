package io.stockcluster.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The operator, installed by those who have {@code kubectl} alone. */
final class Manifests {

    static final Path DEFINITION = Project.CHART.resolve("files/stockclusters.stockcluster.io.yaml");

    private static final Path INSTALL = Project.ROOT.resolve("helm/install.yaml");

    private Manifests() {}

    /** With the images of this build, also where Helm has brought the definition; returns once the operators are ready. */
    static void apply(Cluster cluster) {
        cluster.kubectl("apply", "--server-side", "--force-conflicts", "--filename=" + install(cluster));
        cluster.kubectl(
                "rollout",
                "status",
                "deployment/" + Chart.OPERATOR,
                "--namespace=" + Chart.NAMESPACE,
                "--timeout=300s");
    }

    /** All but the definition, and with it every cluster. */
    static void deleteOperator(Cluster cluster) {
        cluster.kubectl(
                "delete",
                "--filename=" + install(cluster),
                "--selector=app.kubernetes.io/name=stockcluster-operator",
                "--timeout=120s");
    }

    /** The definition alone, also where somebody else has set some of it. */
    static void applyDefinition(Cluster cluster) {
        cluster.kubectl(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--filename=" + cluster.file("definition.yaml", text(DEFINITION)));
    }

    private static String install(Cluster cluster) {
        return cluster.file(
                "install.yaml",
                text(INSTALL)
                        .replace("stockcluster/operator:", Images.OPERATOR + ":")
                        .replace("stockcluster/node:", Images.NODE + ":"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
