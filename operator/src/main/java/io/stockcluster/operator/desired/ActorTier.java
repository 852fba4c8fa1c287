package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategyBuilder;
import io.stockcluster.crds.v1.Actors;
import io.stockcluster.crds.v1.StockCluster;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes that hold the stock.
 *
 * <p>Kubernetes replaces none of them by itself ({@code OnDelete}): a pod that is ready says nothing of whether every shard
 * has its copies. The operator takes them, one at a time, once they hold nothing.
 */
final class ActorTier {

    /** Time to hand all shards over, which takes the longer the more stock there is. */
    private static final long GRACE_SECONDS = 600;

    private ActorTier() {}

    static StatefulSet statefulSet(StockCluster cluster, String image, Fingerprints fingerprints, Stage stage) {
        Actors actors = cluster.wanted().actors();
        NodePod pod = new NodePod(
                Component.ACTOR,
                actors.resources(),
                actors.jvmOptions(),
                actors.podTemplate(),
                GRACE_SECONDS,
                NodePod.ports("cluster", Ports.CLUSTER),
                environment(cluster, stage),
                fingerprints.managementToken());
        return Tiers.statefulSet(
                cluster,
                Component.ACTOR,
                Names.of(cluster).actors(),
                stage.actorReplicas(),
                new StatefulSetUpdateStrategyBuilder().withType("OnDelete").build(),
                pod.template(cluster, image));
    }

    private static List<EnvVar> environment(StockCluster cluster, Stage stage) {
        List<EnvVar> environment = new ArrayList<>(Environment.common(cluster, Component.ACTOR, stage.copies()));
        environment.add(ExpectedSize.variable(cluster));
        return environment;
    }
}
