package io.stockcluster.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** HTTP pods follow once no actor pod is on its way to another revision; nothing else is a reason to hold them. */
class HttpWaitsTest {

    private final World world = World.running(3, 3, 2);

    @Test
    void theyAreNotHeldWhereNothingChanges() {
        assertThat(world.plan().httpWaits()).isFalse();
    }

    @Test
    void theyAreHeldFromTheChangeUntilTheLastActorPodIsBack() {
        world.changeTo("v2");
        assertThat(world.plan().httpWaits())
                .as("before Kubernetes has taken it up")
                .isTrue();

        boolean over = false;
        for (int tick = 0; tick < 100 && !over; tick++) {
            world.tick();
            Plan plan = world.plan();
            over = plan.isAtRest();
            assertThat(plan.httpWaits()).as("%s", plan.decision()).isEqualTo(!over);
            world.reconcile(plan);
        }
        assertThat(over).isTrue();
    }

    @Test
    void theyAreNotHeldWhileNodesAreAddedNorWhileAClusterComesToBe() {
        world.wanted = 5;
        world.remember(world.plan());
        assertThat(world.plan().httpWaits()).isFalse();

        World young = World.beginning(3, 3, 2);
        assertThat(young.plan().httpWaits()).isFalse();
    }
}
