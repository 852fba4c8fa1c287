package io.stockcluster.operator.rollout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether a healthy actor node may go, judged by every node's own answer and not by one's: a node that is cut off may
 * well think that all is good.
 */
final class Gate {

    private final Snapshot cluster;
    private final List<Unmet> unmet = new ArrayList<>();

    private Gate(Snapshot cluster) {
        this.cluster = cluster;
    }

    /** What does not hold, in the order of {@link Check}. */
    static List<Unmet> unmet(Snapshot cluster) {
        Gate gate = new Gate(cluster);
        gate.check();
        return gate.unmet;
    }

    private void check() {
        if (!cluster.set().noticed()) {
            fails(Check.CACHE_FRESH, "Kubernetes has not yet taken up the last change of the actor StatefulSet");
        }
        // A node that hands over takes no requests, so it is not ready: NoneDrained says that better.
        whichPods(Check.ALL_PODS_READY, pod -> !pod.serves() && !pod.handsOver(), Gate::howUnready);
        if (!cluster.missing().isEmpty()) {
            fails(Check.ALL_PODS_READY, "not there: " + String.join(", ", cluster.missing()));
        }
        whichPods(
                Check.ALL_PODS_ANSWER,
                pod -> pod.serves() && pod.view().isEmpty(),
                pod -> pod.name() + " does not answer GET /cluster on its management port");
        checkViews();
        checkShards();
        checkThoseThatStay();
    }

    private void checkViews() {
        Set<Set<NodeView.Member>> views = cluster.views()
                .map(view -> Set.copyOf(new HashSet<>(view.members())))
                .collect(Collectors.toSet());
        Set<String> oldest = cluster.views().map(NodeView::oldest).collect(Collectors.toSet());
        if (views.size() > 1 || oldest.size() > 1) {
            fails(Check.SINGLE_VIEW, "the nodes do not all see the same members and the same oldest one");
        } else if (cluster.members() != cluster.set().replicas()) {
            fails(
                    Check.SINGLE_VIEW,
                    "the nodes see %d members, and there should be %d"
                            .formatted(cluster.members(), cluster.set().replicas()));
        }
        whichViews(
                Check.SIZE_KNOWN,
                view -> view.expectedSize() != cluster.set().replicas(),
                view -> "%s expects %d nodes, and there should be %d"
                        .formatted(
                                view.node(), view.expectedSize(), cluster.set().replicas()));
        whichViews(Check.QUORUM, view -> !view.quorum(), view -> view.node() + " is out of touch with the majority");
        whichViews(
                Check.NONE_DRAINED,
                view -> view.state() != NodeView.State.ACTIVE,
                view -> view.node() + " is " + view.state().name().toLowerCase(Locale.ROOT));
    }

    private void checkShards() {
        whichViews(
                Check.NO_SHARD_LOST,
                view -> view.lost() > 0,
                view -> "%s sees %d shards without any copy".formatted(view.node(), view.lost()));
        whichViews(Check.ALL_MEMBERS_SAFE, view -> !view.safe(), view -> howUnsafe(view) + cluster.timeLeft());
        whichViews(
                Check.NO_MIGRATIONS,
                view -> view.migrationsLeft().orElse(0) > 0,
                view -> "%s has %d moves of shards left%s"
                        .formatted(view.node(), view.migrationsLeft().orElse(0), cluster.timeLeft()));
        whichViews(
                Check.BALANCED,
                view -> view.state() == NodeView.State.ACTIVE && !view.owns(),
                view -> view.node() + " owns no shard yet");
    }

    private void checkThoseThatStay() {
        int members = cluster.members();
        Wish wish = cluster.wish();
        if (members - 1 < Math.max(1, wish.copies().awaited())) {
            fails(
                    Check.COPIES_HOLD,
                    "without one, %d nodes stay, and a write waits for %d copies"
                            .formatted(Math.max(0, members - 1), wish.copies().awaited()));
        }
        int expected = cluster.views().mapToInt(NodeView::expectedSize).max().orElse(0);
        // Where two become one, the one is told so first: it then is its own majority.
        boolean lastTwo = cluster.set().replicas() == 2 && wish.replicas() == 1;
        if (!lastTwo && !Majority.staysWithoutOne(members, expected)) {
            fails(
                    Check.MAJORITY_HOLDS,
                    "without one, %d nodes stay, and %d are a majority of the expected %d"
                            .formatted(Math.max(0, members - 1), Majority.of(expected), expected));
        }
        heapTooSmall(Heaps.of(cluster), cluster.set().replicas() - 1)
                .ifPresent(sentence -> fails(Check.HEAP_ROOM, sentence));
    }

    /** Whether so many nodes would have too little heap for all the state there is, as far as the nodes tell. */
    static Optional<String> heapTooSmall(Optional<Heaps> known, int nodes) {
        return known.filter(heaps -> nodes > 0 && !heaps.fit(nodes))
                .map(heaps -> "the stock and its copies take %d MB, which %d nodes with room for %d MB each cannot hold"
                        .formatted(heaps.all(nodes) >> 20, nodes, heaps.room() >> 20));
    }

    private static String howUnready(ActorPod pod) {
        String how = pod.terminating() ? " terminates" : " is not ready";
        return pod.name() + how + pod.trouble().map(trouble -> ": " + trouble).orElse("");
    }

    private static String howUnsafe(NodeView view) {
        return view.shards()
                .filter(shards -> shards.underReplicated() > 0)
                .map(shards -> "%s sees %d of %d shards with too few copies"
                        .formatted(view.node(), shards.underReplicated(), shards.total()))
                .orElseGet(() -> view.node() + " does not say that all shards are safe");
    }

    private void whichPods(Check check, Predicate<ActorPod> bad, Function<ActorPod, String> sentence) {
        cluster.pods().stream().filter(bad).findFirst().ifPresent(pod -> fails(check, sentence.apply(pod)));
    }

    private void whichViews(Check check, Predicate<NodeView> bad, Function<NodeView, String> sentence) {
        cluster.views().filter(bad).findFirst().ifPresent(view -> fails(check, sentence.apply(view)));
    }

    private void fails(Check check, String sentence) {
        unmet.add(new Unmet(check, sentence));
    }
}
