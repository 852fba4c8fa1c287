package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategyBuilder;
import io.stockcluster.crds.v1.Actors;
import io.stockcluster.crds.v1.StockCluster;
import java.util.List;

/**
 * The nodes that hold the stock.
 *
 * <p>Kubernetes replaces none of them by itself ({@code OnDelete}): a pod that is ready says nothing of whether every shard
 * has its copies. The operator takes them, one at a time, once they hold nothing.
 */
final class ActorTier {

    /** Less than this is too little to leave in order, however little stock there is. */
    private static final int LEAST_GRACE_SECONDS = 60;

    private ActorTier() {}

    static PodTemplateSpec template(StockCluster cluster, String image, Fingerprints fingerprints, Stage stage) {
        Actors actors = cluster.wanted().actors();
        NodePod pod = new NodePod(
                Component.ACTOR,
                actors.resources(),
                actors.jvmOptions(),
                actors.podTemplate(),
                grace(cluster),
                NodePod.ports("cluster", Ports.CLUSTER),
                environment(cluster, stage),
                fingerprints.managementToken(),
                Fingerprints.text(fingerprints.actors()));
        return Tiers.restartable(cluster, pod.template(cluster, image));
    }

    static StatefulSet statefulSet(StockCluster cluster, ActorTemplate template, Stage stage) {
        return Tiers.statefulSet(
                cluster,
                Component.ACTOR,
                template.annotations(),
                stage.actorReplicas(),
                new StatefulSetUpdateStrategyBuilder().withType("OnDelete").build(),
                template.template());
    }

    private static List<EnvVar> environment(StockCluster cluster, Stage stage) {
        List<EnvVar> environment = Environment.common(cluster, Component.ACTOR, stage.copying());
        environment.add(ExpectedSize.variable(cluster));
        environment.add(Environment.stopTimeout(grace(cluster)));
        return environment;
    }

    /**
     * A node that is stopped without having been drained hands its shards over then, and may take as long for it as for a
     * drain.
     */
    private static int grace(StockCluster cluster) {
        return Math.max(LEAST_GRACE_SECONDS, cluster.wanted().rollout().drainSeconds());
    }
}
