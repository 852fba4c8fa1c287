package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.stockcluster.crds.v1.Actors;
import io.stockcluster.crds.v1.StockCluster;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes that hold the stock.
 *
 * <p>They are rolled by Kubernetes itself, one at a time, each leaving politely (it hands its shards over inside its grace
 * period) and ready again only when the cluster has taken it back. {@code OnDelete} would leave pods of an old revision
 * alone for ever, as long as nothing here replaces them.
 *
 * <p>The expected size is part of the template, so a change of {@code actors.replicas} rolls the pods as well: nodes that
 * went on with the old size would judge a split of the network by the wrong majority.
 */
final class ActorTier {

    /** Time to hand all shards over, which takes the longer the more stock there is. */
    private static final long GRACE_SECONDS = 600;

    private ActorTier() {}

    static StatefulSet statefulSet(StockCluster cluster, String image, Fingerprints fingerprints) {
        Actors actors = cluster.wanted().actors();
        NodePod pod = new NodePod(
                Component.ACTOR,
                actors.resources(),
                actors.jvmOptions(),
                actors.podTemplate(),
                GRACE_SECONDS,
                NodePod.ports("cluster", Ports.CLUSTER),
                environment(cluster),
                fingerprints.managementToken());
        return Tiers.statefulSet(
                cluster, Component.ACTOR, Names.of(cluster).actors(), actors.replicas(), pod.template(cluster, image));
    }

    private static List<EnvVar> environment(StockCluster cluster) {
        List<EnvVar> environment = new ArrayList<>(Environment.common(cluster, Component.ACTOR));
        environment.add(Environment.value(
                "CLUSTER_EXPECTED_SIZE", cluster.wanted().actors().replicas().toString()));
        return environment;
    }
}
