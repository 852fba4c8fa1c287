package io.stockcluster.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.operator.rollout.NodeView.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What keeps a healthy node from being taken, and what people are told of it. */
class GateTest {

    private static final Snapshot WHOLE = World.running(3, 3, 2).snapshot();

    @Test
    void aWholeClusterLetsOneGo() {
        assertThat(Gate.unmet(WHOLE)).isEmpty();
    }

    @Test
    void aChangeThatKubernetesHasNotTakenUp() {
        assertFirst(world -> world.noticed = false, Check.CACHE_FRESH, "has not yet taken up the last change");
    }

    @Test
    void aPodThatTerminates() {
        assertFirst(world -> world.terminate(world.pods.get(1)), Check.ALL_PODS_READY, "demo-actors-1 terminates");
    }

    @Test
    void aPodThatIsNotThere() {
        assertFirst(world -> world.pods.remove(2), Check.ALL_PODS_READY, "not there: demo-actors-2");
    }

    @Test
    void aNodeThatDoesNotAnswer() {
        assertFirst(
                world -> world.pods.get(0).silent = true,
                Check.ALL_PODS_ANSWER,
                "demo-actors-0 does not answer GET /cluster");
    }

    @Test
    void nodesThatSeeDifferentMembers() {
        assertUnmet(
                seen(1, view -> with(view, view.members().subList(0, 2), view.oldest())),
                Check.SINGLE_VIEW,
                "do not all see the same members");
    }

    @Test
    void nodesThatSeeAnotherOldest() {
        assertUnmet(seen(1, view -> with(view, view.members(), "uid-9")), Check.SINGLE_VIEW, "the same oldest one");
    }

    @Test
    void aNodeThatExpectsAnotherSize() {
        assertFirst(
                world -> world.pods.get(2).expected = 5,
                Check.SIZE_KNOWN,
                "demo-actors-2 expects 5 nodes, and there should be 3");
    }

    @Test
    void aNodeThatIsOutOfTouch() {
        assertUnmet(seen(0, view -> asked(view, false, true, 0, 0, 4)), Check.QUORUM, "is out of touch");
    }

    @Test
    void aNodeThatIsDrained() {
        assertFirst(world -> world.pods.get(1).state = State.DRAINING, Check.NONE_DRAINED, "demo-actors-1 is draining");
    }

    @Test
    void aPodThatIsNotReadySinceItsNodeHandsOverIsNotTakenForABrokenOne() {
        assertThat(Gate.unmet(worldWith(world -> world.pods.get(1).state = State.DRAINED)))
                .extracting(Unmet::check)
                .contains(Check.NONE_DRAINED)
                .doesNotContain(Check.ALL_PODS_READY);
    }

    @Test
    void aShardWithoutAnyCopy() {
        assertUnmet(
                seen(2, view -> asked(view, true, true, 0, 7, 4)),
                Check.NO_SHARD_LOST,
                "demo-actors-2 sees 7 shards without any copy");
    }

    @Test
    void aNodeThatDoesNotSayThatAllIsSafe() {
        assertUnmet(
                seen(2, view -> asked(view, true, false, 0, 0, 4)),
                Check.ALL_MEMBERS_SAFE,
                "demo-actors-2 does not say that all shards are safe");
    }

    @Test
    void aShardThatMoves() {
        assertUnmet(
                seen(0, view -> asked(view, true, true, 3, 0, 4)),
                Check.NO_MIGRATIONS,
                "demo-actors-0 has 3 moves of shards left; some 9 s are left");
    }

    @Test
    void aNodeThatOwnsNothingYet() {
        assertUnmet(
                seen(0, view -> asked(view, true, true, 0, 0, 0)), Check.BALANCED, "demo-actors-0 owns no shard yet");
    }

    @Test
    void tooFewNodesForTheCopiesThatAWriteWaitsFor() {
        assertUnmet(
                World.running(3, 3, 3).snapshot(),
                Check.COPIES_HOLD,
                "without one, 2 nodes stay, and a write waits for 3 copies");
    }

    @Test
    void tooFewNodesForAMajority() {
        assertUnmet(
                World.running(2, 2, 1).snapshot(),
                Check.MAJORITY_HOLDS,
                "without one, 1 nodes stay, and 2 are a majority of the expected 2");
    }

    @Test
    void heapsThatCannotTakeWhatOneHolds() {
        World world = World.running(4, 2, 2);
        world.stateBytes = OptionalLong.of(25 << 20);
        assertUnmet(
                world.snapshot(),
                Check.HEAP_ROOM,
                "the stock and its copies take 200 MB, which 3 nodes with room for 60 MB each cannot hold");
    }

    private static void assertFirst(Consumer<World> happens, Check check, String sentence) {
        Snapshot cluster = worldWith(happens);
        assertThat(Gate.unmet(cluster).getFirst().check()).isEqualTo(check);
        assertUnmet(cluster, check, sentence);
    }

    private static Snapshot worldWith(Consumer<World> happens) {
        World world = World.running(3, 3, 2);
        happens.accept(world);
        return world.snapshot();
    }

    private static void assertUnmet(Snapshot cluster, Check check, String sentence) {
        assertThat(Gate.unmet(cluster))
                .filteredOn(unmet -> unmet.check() == check)
                .singleElement()
                .satisfies(unmet -> assertThat(unmet.sentence()).contains(sentence));
    }

    private static Snapshot seen(int ordinal, UnaryOperator<NodeView> change) {
        List<ActorPod> pods = new ArrayList<>(WHOLE.pods());
        ActorPod pod = pods.get(ordinal);
        pods.set(
                ordinal,
                new ActorPod(
                        pod.name(),
                        pod.ordinal(),
                        pod.uid(),
                        pod.revision(),
                        pod.ready(),
                        pod.started(),
                        pod.terminating(),
                        pod.createdAt(),
                        pod.trouble(),
                        pod.leavesMachine(),
                        pod.restartAsked(),
                        pod.view().map(change)));
        return new Snapshot(WHOLE.wish(), WHOLE.set(), pods);
    }

    private static NodeView with(NodeView view, List<NodeView.Member> members, String oldest) {
        return new NodeView(
                view.node(),
                view.id(),
                view.state(),
                oldest,
                members,
                view.expectedSize(),
                view.quorum(),
                view.shards(),
                view.migrationsLeft(),
                view.secondsLeft(),
                view.safe(),
                view.stateBytes(),
                view.maxHeap());
    }

    private static NodeView asked(NodeView view, boolean quorum, boolean safe, int moves, int lost, int owned) {
        return new NodeView(
                view.node(),
                view.id(),
                view.state(),
                view.oldest(),
                view.members(),
                view.expectedSize(),
                quorum,
                Optional.of(new NodeView.Shards(12, owned, 8, lost, 0)),
                OptionalInt.of(moves),
                OptionalInt.of(3 * moves),
                safe,
                view.stateBytes(),
                view.maxHeap());
    }
}
