package io.stockcluster.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.crds.v1.PlanStatus;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are shown before anything is done. */
class ProposalTest {

    private static final long MB = 1 << 20;

    private final World world = World.running(4, 3, 2);

    @BeforeEach
    void manually() {
        world.manual = true;
        world.stateBytes = OptionalLong.of(6 * MB);
    }

    @Test
    void thePodsInOrderWithReasonsAndWhatIsToBeMoved() {
        world.changeTo("v2");
        world.wanted = 3;
        world.tick();

        PlanStatus plan = world.plan().proposal().orElseThrow();

        assertThat(plan.replicas()).isEqualTo(3);
        assertThat(plan.steps())
                .extracting(PlanStatus.Step::pod, PlanStatus.Step::reason)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"demo-actors-3\", \"ScaledDown\")",
                        "(\"demo-actors-2\", \"NewRevision\")",
                        "(\"demo-actors-1\", \"NewRevision\")",
                        "(\"demo-actors-0\", \"NewRevision\")");
        // Each holds 12 of 12 shards, as an owner or as a copy: all of the 24 MB that there are.
        assertThat(plan.steps()).allSatisfy(step -> {
            assertThat(step.shards()).isEqualTo(12);
            assertThat(step.bytes()).isEqualTo(24 * MB);
        });
    }

    @Test
    void howFullTheHeapsAreAndWouldBe() {
        world.wanted = 3;
        world.tick();

        // 24 MB in three copies: 72 MB on four nodes, then on three; with two there can be but two copies.
        assertThat(world.plan().proposal().orElseThrow().heap())
                .isEqualTo(new PlanStatus.Heap(18 * MB, 24 * MB, 24 * MB, 60 * MB));
    }

    @Test
    void aPlanThatStaysTheSameIsShownAsItWasThoughTheStockGrows() {
        world.changeTo("v2");
        world.tick();
        world.remember(world.plan());
        PlanStatus shown = world.proposal.orElseThrow();

        world.stateBytes = OptionalLong.of(7 * MB);
        world.tick();

        assertThat(world.plan().proposal()).contains(shown);
    }

    @Test
    void aPlanThatWasMadeWhileANodeWasSilentIsCompletedOnceItAnswersAndMayBeApprovedAsItWasShown() {
        world.pods.get(1).silent = true;
        world.changeTo("v2");
        world.tick();
        world.remember(world.plan());
        PlanStatus shown = world.proposal.orElseThrow();
        assertThat(shown.steps()).extracting(PlanStatus.Step::shards).containsOnlyOnce((Integer) null);

        world.pods.get(1).silent = false;
        world.tick();

        assertThat(world.plan().proposal()).hasValueSatisfying(complete -> {
            assertThat(complete.hash()).isEqualTo(shown.hash());
            assertThat(complete.steps()).extracting(PlanStatus.Step::shards).containsOnly(12);
        });
    }
}
