package io.stockcluster.e2e;

import io.stockcluster.k3s.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A cluster that somebody points at, by {@code -De2e.kubeconfig=<file>}. It has to be able to pull the images, of which
 * {@code -De2e.images=<registry and path>} tells where they are: {@code node:<version>}, the same as {@code
 * node:<version>-next}, and {@code operator:<version>}.
 */
final class KubeconfigProvider implements Provider {

    static Path file() {
        return Path.of(Project.property("e2e.kubeconfig"));
    }

    @Override
    public String name() {
        return "kubeconfig";
    }

    @Override
    public Optional<String> missing() {
        if (Project.property("e2e.kubeconfig").isEmpty() || !Files.isReadable(file())) {
            return Optional.of("-De2e.kubeconfig is '" + Project.property("e2e.kubeconfig")
                    + "', which is no file that can be read");
        }
        return Command.succeeds("kubectl", "version", "--client")
                ? Optional.empty()
                : Optional.of("there is no kubectl");
    }

    @Override
    public Optional<String> unable(Ability ability) {
        return switch (ability) {
            case CHART, KUBECTL, AUTOSCALER, VOLUMES, LIMITS -> Optional.empty();
            case RESTRICTED -> Optional.of("the namespaces of somebody's cluster stay as they are");
            case SIGNALS -> Optional.of("nobody gets at the machines of somebody's cluster");
            case OUTSIDE -> Optional.of("nobody answers as locations.example.com");
            case ROOM -> Optional.of("fourteen cores to set aside are not asked of somebody's cluster");
            case IMAGES -> Optional.of("nobody puts images on the machines of somebody's cluster");
            case TIME -> Provider.soak();
            case OUTAGE -> Optional.of("nobody stops the API server of somebody's cluster");
        };
    }

    @Override
    public Cluster start() {
        Kubeconfig cluster = new Kubeconfig(read());
        if (cluster.client().supports(Stock.API, Stock.KIND)
                && !cluster.client()
                        .genericKubernetesResources(Stock.API, Stock.KIND)
                        .inAnyNamespace()
                        .list()
                        .getItems()
                        .isEmpty()) {
            throw new IllegalStateException(
                    "There are StockClusters in that cluster: the scenarios want one where there are none");
        }
        Chart.install(cluster);
        return cluster;
    }

    private static String read() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
