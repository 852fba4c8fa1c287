package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stockcluster.crds.v1.Monitoring;
import io.stockcluster.crds.v1.StockCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the Prometheus operator finds the nodes of both tiers: by a PodMonitor, since a pod that is not ready has metrics,
 * too. The kind is not part of Kubernetes, so it is written as plain fields.
 */
final class Monitors {

    static final String API_VERSION = "monitoring.coreos.com/v1";
    static final String KIND = "PodMonitor";

    private Monitors() {}

    static Optional<HasMetadata> podMonitor(StockCluster cluster, Surroundings surroundings) {
        Monitoring monitoring = cluster.wanted().monitoring();
        return monitoring.enabled() && surroundings.podMonitors()
                ? Optional.of(podMonitor(cluster, monitoring))
                : Optional.empty();
    }

    private static HasMetadata podMonitor(StockCluster cluster, Monitoring monitoring) {
        Map<String, String> labels = Labels.of(cluster);
        labels.putAll(monitoring.labels());
        GenericKubernetesResource monitor = new GenericKubernetesResourceBuilder()
                .withApiVersion(API_VERSION)
                .withKind(KIND)
                .withMetadata(Metadata.of(cluster, Names.of(cluster).monitor(), labels))
                .build();
        monitor.setAdditionalProperty(
                "spec",
                ordered(Map.of(
                        "selector",
                        Map.of("matchLabels", Labels.selector(cluster)),
                        "podTargetLabels",
                        List.of("app.kubernetes.io/instance", "app.kubernetes.io/component"),
                        "podMetricsEndpoints",
                        List.of(ordered(Map.of(
                                "port", "management", "path", "/metrics", "interval", monitoring.interval()))))));
        return monitor;
    }

    /** In one order always: in another it would look like another wish, and be written again. */
    private static Map<String, Object> ordered(Map<String, Object> fields) {
        return new TreeMap<>(fields);
    }
}
