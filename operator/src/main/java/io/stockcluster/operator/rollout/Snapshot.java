package io.stockcluster.operator.rollout;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cluster at one moment.
 *
 * @param pods the actor nodes' pods, by ordinal, those that terminate among them
 */
public record Snapshot(Wish wish, ActorSet set, List<ActorPod> pods) {

    private static final int FEW_SECONDS = 10;

    public Snapshot {
        pods = List.copyOf(pods);
    }

    /**
     * The actor nodes' StatefulSet.
     *
     * @param replicas those it is to have now; the operator steps them
     * @param revision the one that new pods get
     * @param noticed whether Kubernetes has taken up the last change: before that, the revision is not to be believed
     */
    public record ActorSet(String name, int replicas, String revision, boolean noticed, Templates templates) {}

    /**
     * The pods' templates by their fingerprints, as far as they are known.
     *
     * @param current what new pods are made of
     * @param wanted what the spec asks for
     * @param complete what all pods last ran
     */
    public record Templates(Optional<String> current, Optional<String> wanted, Optional<String> complete) {

        boolean canGoBack() {
            return current.isPresent() && complete.isPresent() && !current.equals(complete);
        }

        boolean areAsWanted() {
            return current.isPresent() && current.equals(wanted);
        }
    }

    Stream<NodeView> views() {
        return pods.stream().map(ActorPod::view).flatMap(Optional::stream);
    }

    Optional<ActorPod> pod(int ordinal) {
        return pods.stream().filter(pod -> pod.ordinal() == ordinal).findFirst();
    }

    Stream<ActorPod> others(ActorPod one) {
        return pods.stream().filter(pod -> !pod.uid().equals(one.uid()));
    }

    /** The nodes that there should be but for which there is no pod now. */
    List<String> missing() {
        return IntStream.range(0, set.replicas())
                .filter(ordinal -> pod(ordinal).isEmpty())
                .mapToObj(this::nameOf)
                .toList();
    }

    String nameOf(int ordinal) {
        return set.name() + "-" + ordinal;
    }

    /** Whether any node counts the pod in: then it may hold something. */
    boolean isMember(ActorPod pod) {
        return pod.view().map(view -> view.sees(pod.name())).orElse(false)
                || others(pod).flatMap(other -> other.view().stream()).anyMatch(view -> view.sees(pod.name()));
    }

    /** All the nodes that any node sees. */
    int members() {
        Set<String> names = new HashSet<>();
        views().flatMap(view -> view.members().stream()).forEach(member -> names.add(member.node()));
        return names.size();
    }

    /** How long the moves of shards will take, as a sentence goes on; empty where no node can tell. */
    String timeLeft() {
        int seconds =
                views().flatMapToInt(view -> view.secondsLeft().stream()).max().orElse(0);
        // In steps: each other sentence is another status to write.
        int step = seconds < FEW_SECONDS ? 1 : FEW_SECONDS;
        return seconds == 0 ? "" : "; some %d s are left".formatted(Math.ceilDiv(seconds, step) * step);
    }

    /** Whether the StatefulSet is to have fewer pods: then Kubernetes removes this one, and marks it any moment. */
    boolean isBeyond(ActorPod pod) {
        return pod.ordinal() >= set.replicas();
    }

    /**
     * Whether nothing is to be hoped of a pod, nor to be lost with it: it does not start, or does not end, by itself; all
     * that serve answer, none counts it in, and no shard was on it alone.
     */
    boolean isLost(ActorPod pod) {
        return pod.trouble().isPresent()
                && !pod.ready()
                && !isMember(pod)
                && pods.stream().anyMatch(ActorPod::serves)
                && pods.stream()
                        .filter(ActorPod::serves)
                        .allMatch(other -> other.view().isPresent())
                && views().allMatch(view -> view.lost() == 0);
    }

    /** Without the lost ones that Kubernetes is to remove: it may wait for ever for their machine to tell that they ended. */
    Snapshot ofThoseThatCount() {
        return new Snapshot(
                wish,
                set,
                pods.stream()
                        .filter(pod -> !(isBeyond(pod) && pod.terminating() && isLost(pod)))
                        .toList());
    }

    boolean isOld(ActorPod pod) {
        return set.noticed() && !pod.revision().equals(set.revision());
    }
}
