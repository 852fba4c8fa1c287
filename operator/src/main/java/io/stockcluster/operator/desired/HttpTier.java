package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategyBuilder;
import io.stockcluster.crds.v1.Http;
import io.stockcluster.crds.v1.StockCluster;
import java.util.List;
import java.util.Map;

/**
 * The nodes that serve the API. They hold nothing, so Kubernetes may roll them as it likes, once the actor nodes are done:
 * until then no pod has a number that may be replaced.
 */
final class HttpTier {

    /** Time for the requests in flight to finish. */
    private static final int GRACE_SECONDS = 60;

    private static final int NONE = 1000;

    private HttpTier() {}

    static StatefulSet statefulSet(StockCluster cluster, String image, Fingerprints fingerprints, Stage stage) {
        Http http = cluster.wanted().http();
        NodePod pod = new NodePod(
                Component.HTTP,
                http.resources(),
                http.jvmOptions(),
                http.podTemplate(),
                GRACE_SECONDS,
                NodePod.ports("http", Ports.HTTP),
                environment(cluster, stage),
                fingerprints.managementToken()
                        + fingerprints.signingKey().map(key -> "." + key).orElse(""),
                Fingerprints.text(fingerprints.http()));
        return Tiers.statefulSet(
                cluster,
                Component.HTTP,
                Map.of(),
                http.replicas(),
                new StatefulSetUpdateStrategyBuilder()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                        .withPartition(stage.httpWaits() ? NONE : 0)
                        .endRollingUpdate()
                        .build(),
                Tiers.restartable(cluster, pod.template(cluster, image)));
    }

    /** Tokens and locations are checked where the API is served; actor nodes know nothing of them. */
    private static List<EnvVar> environment(StockCluster cluster, Stage stage) {
        List<EnvVar> environment = Environment.common(cluster, Component.HTTP, stage.copying());
        environment.add(Environment.stopTimeout(GRACE_SECONDS));
        environment.addAll(Environment.tokens(cluster));
        if (cluster.wanted().locationApi() != null) {
            environment.add(Environment.value(
                    "LOCATION_API_URL", cluster.wanted().locationApi().url()));
        }
        return environment;
    }
}
