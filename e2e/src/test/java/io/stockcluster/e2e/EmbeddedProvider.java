package io.stockcluster.e2e;

import java.util.Optional;

/** Processes of this machine: no Docker, no Kubernetes. */
final class EmbeddedProvider implements Provider {

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Optional<String> unable(Ability ability) {
        return switch (ability) {
            case CHART -> Optional.of("the operator is a process here, without a chart, rights or network policies");
            case RESTRICTED -> Optional.of("pods are processes of whoever runs them");
            case KUBECTL -> Optional.of("there is no kubectl, and tables are made by a real API server");
            case AUTOSCALER -> Optional.of("nothing is scaled by its load");
            case TIME -> Provider.soak();
            case VOLUMES -> Optional.of("pods are processes that share this machine's files, without volumes");
            case LIMITS ->
                Optional.of(
                        "resources, in which this differs from what all scenarios run on, mean nothing to processes");
            case SIGNALS, OUTAGE, ROOM, OUTSIDE, IMAGES -> Optional.empty();
        };
    }

    @Override
    public Cluster start() {
        return Embedded.started();
    }
}
