package io.stockcluster.e2e;

import io.stockcluster.k3s.Docker;
import io.stockcluster.k3s.K3s;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A real Kubernetes in a Docker container, with the chart installed. */
final class K3sProvider implements Provider {

    /** Asked once. */
    private static final class Engine {
        private static final boolean THERE = Docker.isThere();
    }

    @Override
    public String name() {
        return "k3s";
    }

    @Override
    public Optional<String> missing() {
        return Engine.THERE ? Optional.empty() : Optional.of("no Docker engine answers 'docker info'");
    }

    @Override
    public Optional<String> unable(Ability ability) {
        return switch (ability) {
            case CHART, RESTRICTED, KUBECTL, SIGNALS, OUTAGE, AUTOSCALER, IMAGES, LIMITS, VOLUMES -> Optional.empty();
            case TIME -> Provider.soak();
            case OUTSIDE -> Optional.of("nobody answers as locations.example.com");
            case ROOM -> Optional.of("its one machine has no fourteen cores to set aside");
        };
    }

    @Override
    public Cluster start() {
        Path images = Images.archive();
        K3s k3s = K3s.started(Stock.NODE_PORT, Stock.OTHER_NODE_PORT);
        K3sCluster cluster = new K3sCluster(k3s);
        try {
            k3s.load(images);
            cluster.restrict("default", Chart.NAMESPACE);
            Chart.install(cluster);
            return cluster;
        } catch (RuntimeException e) {
            Evidence.keep(cluster, "installation", Map.of());
            cluster.close();
            throw e;
        }
    }
}
