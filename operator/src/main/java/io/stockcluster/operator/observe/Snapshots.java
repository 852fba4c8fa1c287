package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.stockcluster.crds.v1.RolloutSpec;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.ActorTemplate;
import io.stockcluster.operator.desired.Annotations;
import io.stockcluster.operator.desired.Component;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.rollout.ActorPod;
import io.stockcluster.operator.rollout.CopyCount;
import io.stockcluster.operator.rollout.NodeView;
import io.stockcluster.operator.rollout.Snapshot;
import io.stockcluster.operator.rollout.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the planner is shown: the spec, the StatefulSet, the pods and what their nodes say, in its own words. */
public final class Snapshots {

    private static final String REVISION = "controller-revision-hash";

    private Snapshots() {}

    /**
     * What there is.
     *
     * @param copies of each pot, as the nodes were told
     * @param views by the pods' UIDs
     * @param cordoned the machines that take no more pods, where others do
     * @return empty where there is no StatefulSet yet
     */
    public static Optional<Snapshot> of(
            StockCluster cluster,
            Observed seen,
            CopyCount copies,
            Map<String, NodeView> views,
            Set<String> cordoned,
            Instant now) {
        return seen.find(StatefulSet.class, Names.of(cluster).actors())
                .map(set -> new Snapshot(
                        wish(cluster, copies),
                        actorSet(
                                set,
                                seen.find(ConfigMap.class, Names.of(cluster).lastComplete())),
                        seen.pods(Component.ACTOR).stream()
                                .filter(pod -> ordinal(pod).isPresent())
                                .map(pod -> actorPod(pod, views, cordoned, now))
                                .sorted(Comparator.comparingInt(ActorPod::ordinal))
                                .toList()));
    }

    /** Whether Kubernetes removes a pod for good: it was made to hold nothing before, or never did. */
    public static boolean isRemoved(Pod pod, StatefulSet set) {
        return pod.getMetadata().getDeletionTimestamp() != null
                && ordinal(pod)
                        .filter(ordinal -> ordinal >= set.getSpec().getReplicas())
                        .isPresent();
    }

    private static Wish wish(StockCluster cluster, CopyCount copies) {
        RolloutSpec rollout = cluster.wanted().rollout();
        return new Wish(
                cluster.wanted().actors().replicas(),
                copies,
                Boolean.TRUE.equals(cluster.wanted().paused()),
                RolloutSpec.MANUAL.equals(rollout.approval()),
                Annotations.value(cluster, Annotations.APPROVE),
                RolloutSpec.ROLLBACK.equals(rollout.onStuck()),
                WindowReader.read(rollout.windows()),
                Duration.ofSeconds(rollout.drainSeconds()),
                Duration.ofSeconds(rollout.startSeconds()));
    }

    private static Snapshot.ActorSet actorSet(StatefulSet set, Optional<ConfigMap> lastComplete) {
        boolean noticed = set.getStatus() != null
                && set.getStatus().getObservedGeneration() != null
                && set.getStatus().getObservedGeneration() >= set.getMetadata().getGeneration()
                && set.getStatus().getUpdateRevision() != null;
        return new Snapshot.ActorSet(
                set.getMetadata().getName(),
                set.getSpec().getReplicas(),
                noticed ? set.getStatus().getUpdateRevision() : "",
                noticed,
                new Snapshot.Templates(
                        ActorTemplate.current(set),
                        ActorTemplate.wanted(set),
                        lastComplete.flatMap(ActorTemplate.Kept::in).map(ActorTemplate.Kept::fingerprint)));
    }

    private static ActorPod actorPod(Pod pod, Map<String, NodeView> views, Set<String> cordoned, Instant now) {
        String uid = pod.getMetadata().getUid();
        return new ActorPod(
                pod.getMetadata().getName(),
                ordinal(pod).orElseThrow(),
                uid,
                Optional.ofNullable(pod.getMetadata().getLabels().get(REVISION)).orElse(""),
                PodTrouble.isReady(pod),
                PodTrouble.hasStarted(pod),
                pod.getMetadata().getDeletionTimestamp() != null,
                Instant.parse(pod.getMetadata().getCreationTimestamp()),
                PodTrouble.lasting(pod, now),
                pod.getSpec().getNodeName() != null
                        && cordoned.contains(pod.getSpec().getNodeName()),
                Annotations.value(pod, Annotations.RESTART).isPresent(),
                // Should the address belong to another pod by now, that one's name is in the answer.
                Optional.ofNullable(views.get(uid))
                        .filter(view -> view.node().equals(pod.getMetadata().getName())));
    }

    private static Optional<Integer> ordinal(Pod pod) {
        String name = pod.getMetadata().getName();
        String number = name.substring(name.lastIndexOf('-') + 1);
        return number.matches("\\d{1,5}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }
}
