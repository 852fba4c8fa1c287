package io.stockcluster.embedded.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import io.stockcluster.embedded.api.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Makes the pods of StatefulSets, one change of a set at a time.
 *
 * <ol>
 *   <li>Pods that are missing are made: all at once where the set is {@code Parallel}, else each when those before it are
 *       ready.
 *   <li>Pods beyond the number wanted are deleted, the highest first.
 *   <li>Under {@code RollingUpdate} pods of an old revision are deleted, the highest first, each when those after it are
 *       ready again. Under {@code OnDelete} somebody else does that.
 * </ol>
 */
final class StatefulSets {

    static final String REVISION = "controller-revision-hash";
    static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
    private static final String INDEX = "apps.kubernetes.io/pod-index";

    private final Typed objects;

    /** Templates by revision: what is deleted in the midst of a roll comes back as it was. */
    private final Map<String, PodTemplateSpec> templates = new ConcurrentHashMap<>();

    StatefulSets(Typed objects) {
        this.objects = objects;
    }

    void sync() {
        List<Pod> all = objects.list(Kind.POD, Pod.class);
        for (StatefulSet set : objects.list(Kind.STATEFUL_SET, StatefulSet.class)) {
            if (set.getMetadata().getDeletionTimestamp() == null) {
                sync(set, all);
            }
        }
    }

    private void sync(StatefulSet set, List<Pod> all) {
        NavigableMap<Integer, Pod> pods = new TreeMap<>();
        all.stream().filter(pod -> isOf(set, pod)).forEach(pod -> pods.put(ordinal(pod), pod));
        String update = set.getMetadata().getName() + "-" + hash(set);
        templates.put(update, set.getSpec().getTemplate());
        StatefulSetStatus status = status(set, pods, update);
        if (create(set, pods, status) && shrink(set, pods)) {
            roll(set, pods, update);
        }
        // Whoever reads that a change was taken up may rely on what was done for it.
        objects.report(Kind.STATEFUL_SET, set, status);
    }

    private static boolean isOf(StatefulSet set, Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(set.getMetadata().getUid()));
    }

    private static int ordinal(Pod pod) {
        return Integer.parseInt(Pods.name(pod).substring(Pods.name(pod).lastIndexOf('-') + 1));
    }

    private String hash(StatefulSet set) {
        // Whatever the order of labels.
        return Integer.toHexString(objects.json()
                .convertValue(set.getSpec().getTemplate(), JsonNode.class)
                .hashCode());
    }

    /** Whether there is nothing left to make. */
    private boolean create(StatefulSet set, NavigableMap<Integer, Pod> pods, StatefulSetStatus status) {
        for (int ordinal = 0; ordinal < set.getSpec().getReplicas(); ordinal++) {
            Pod there = pods.get(ordinal);
            if (there == null) {
                boolean old = isRolling(set) && ordinal < status.getCurrentReplicas();
                objects.create(
                        Kind.POD, pod(set, ordinal, old ? status.getCurrentRevision() : status.getUpdateRevision()));
            }
            if (!isParallel(set) && (there == null || !Pods.ready(there) || Pods.leaving(there))) {
                return false;
            }
        }
        return IntStream.range(0, set.getSpec().getReplicas()).allMatch(pods::containsKey);
    }

    private boolean shrink(StatefulSet set, NavigableMap<Integer, Pod> pods) {
        List<Pod> tooMany = pods.tailMap(set.getSpec().getReplicas(), true).values().stream()
                .sorted(Comparator.comparingInt(StatefulSets::ordinal).reversed())
                .toList();
        for (Pod pod : tooMany) {
            if (!Pods.leaving(pod)) {
                objects.delete(Kind.POD, pod, Optional.empty());
            }
            if (!isParallel(set)) {
                return false;
            }
        }
        return tooMany.isEmpty();
    }

    private void roll(StatefulSet set, NavigableMap<Integer, Pod> pods, String update) {
        if (!isRolling(set)) {
            return;
        }
        for (int ordinal = set.getSpec().getReplicas() - 1; ordinal >= partition(set); ordinal--) {
            Pod pod = pods.get(ordinal);
            if (!update.equals(revision(pod)) && !Pods.leaving(pod)) {
                objects.delete(Kind.POD, pod, Optional.empty());
                return;
            }
            if (!Pods.ready(pod) || Pods.leaving(pod)) {
                return;
            }
        }
    }

    private static boolean isParallel(StatefulSet set) {
        return "Parallel".equals(set.getSpec().getPodManagementPolicy());
    }

    private static boolean isRolling(StatefulSet set) {
        return Optional.ofNullable(set.getSpec().getUpdateStrategy())
                .map(StatefulSetUpdateStrategy::getType)
                .map("RollingUpdate"::equals)
                .orElse(true);
    }

    private static int partition(StatefulSet set) {
        return Optional.ofNullable(set.getSpec().getUpdateStrategy())
                .map(StatefulSetUpdateStrategy::getRollingUpdate)
                .map(RollingUpdateStatefulSetStrategy::getPartition)
                .orElse(0);
    }

    private static String revision(Pod pod) {
        return pod.getMetadata().getLabels().get(REVISION);
    }

    private Pod pod(StatefulSet set, int ordinal, String revision) {
        PodTemplateSpec template =
                templates.getOrDefault(revision, set.getSpec().getTemplate());
        String name = set.getMetadata().getName() + "-" + ordinal;
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(set.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .withAnnotations(template.getMetadata().getAnnotations())
                .addToLabels(REVISION, revision)
                .addToLabels(POD_NAME, name)
                .addToLabels(INDEX, Integer.toString(ordinal))
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("StatefulSet")
                .withName(set.getMetadata().getName())
                .withUid(set.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpecLike(template.getSpec())
                .withHostname(name)
                .withSubdomain(set.getSpec().getServiceName())
                .withNodeName(ControlPlane.NODE)
                .endSpec()
                .build();
    }

    private StatefulSetStatus status(StatefulSet set, NavigableMap<Integer, Pod> pods, String update) {
        String current = Optional.ofNullable(set.getStatus())
                .map(StatefulSetStatus::getCurrentRevision)
                .orElse(update);
        int ready = count(pods, Pods::ready);
        int updated = count(pods, pod -> update.equals(revision(pod)) && !Pods.leaving(pod));
        int wanted = set.getSpec().getReplicas();
        boolean rolled = isRolling(set) && partition(set) == 0 && updated == wanted && ready == wanted;
        String settled = rolled && pods.size() == wanted ? update : current;
        return new StatefulSetStatusBuilder()
                .withObservedGeneration(set.getMetadata().getGeneration())
                .withReplicas(pods.size())
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withUpdatedReplicas(updated)
                .withCurrentReplicas(count(pods, pod -> settled.equals(revision(pod)) && !Pods.leaving(pod)))
                .withCurrentRevision(settled)
                .withUpdateRevision(update)
                .withCollisionCount(0)
                .build();
    }

    private static int count(NavigableMap<Integer, Pod> pods, Predicate<Pod> counted) {
        return (int) pods.values().stream().filter(counted).count();
    }
}
