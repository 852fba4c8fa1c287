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
    void forShardsTheNodesAreAsked() {
        World world = World.running(3, 3, 2);
        world.moving = 5;

        assertThat(world.plan().isWhole()).isFalse();
        assertThat(world.plan().awaitsKubernetes()).isFalse();
    }
}
