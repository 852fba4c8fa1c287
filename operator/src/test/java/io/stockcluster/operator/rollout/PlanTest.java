package io.stockcluster.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void forPodsThatAreNotReadyKubernetesIsWaitedForAndNobodyIsAsked() {
        World world = World.beginning(3, 3, 2);
        world.noticed = true;

        assertThat(world.plan().isAtRest()).isTrue();
        assertThat(world.plan().awaitsKubernetes()).isTrue();
    }

    @Test
    void theGateIsSeenOpenTwiceTwoWholeSecondsApart() {
        World world = World.running(3, 3, 2);
        world.changeTo("v2");
        world.tick();
        world.now = world.now.plusMillis(900);
        world.remember(world.plan());

        world.now = world.now.plus(Planner.CALM).minusMillis(1);
        assertThat(world.plan().waitsFor().map(Unmet::check)).contains(Check.CALM);

        world.now = world.now.plusMillis(1);
        assertThat(world.plan().decision()).isInstanceOf(Decision.Drain.class);
    }

    @Test
    void forShardsTheNodesAreAsked() {
        World world = World.running(3, 3, 2);
        world.moving = 5;

        assertThat(world.plan().isWhole()).isFalse();
        assertThat(world.plan().awaitsKubernetes()).isFalse();
    }
}
