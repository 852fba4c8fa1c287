package io.stockcluster.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever is changed, dies or is forgotten when: the pods come to what the spec asks for, and are taken one at a time,
 * only through an open gate.
 */
class PlannerPropertyTest {

    private static final int DISTURBED = 120;
    private static final int LONGEST = 1500;

    @Property(tries = 1000)
    void theRollEndsAndTakesOnePodAtATimeThroughAnOpenGate(
            @ForAll @IntRange(min = 1, max = 5) int nodes,
            @ForAll @IntRange(min = 1, max = 5) int mostCopies,
            @ForAll @IntRange(min = 1, max = 5) int mostAcknowledged,
            @ForAll long seed) {
        int factor = Math.min(nodes, mostCopies);
        World world = World.running(nodes, factor, Math.min(factor, mostAcknowledged));
        Random random = new Random(seed);
        world.late = random.nextBoolean();
        List<String> story = new ArrayList<>();

        for (int tick = 0; tick < DISTURBED; tick++) {
            disturb(world, random, story);
            step(world, random, story);
        }
        world.wanted = Math.max(world.wanted, world.factor);
        world.paused = false;
        if (world.spec.startsWith("bad")) {
            world.changeTo("good");
        }
        int ticks = 0;
        while (!(world.isAsWished() && world.plan().isAtRest()) && ticks++ < LONGEST) {
            step(world, random, story);
        }

        assertThat(world.isAsWished()).as("it ends: %s", story).isTrue();
        assertThat(world.plan().isAtRest()).as("and is quiet then: %s", story).isTrue();
    }

    private static void disturb(World world, Random random, List<String> story) {
        switch (random.nextInt(30)) {
            case 0 -> world.changeTo("v" + random.nextInt(4));
            case 1 -> world.changeTo("bad" + random.nextInt(2));
            case 2 -> world.wanted = 1 + random.nextInt(6);
            case 3 -> anyPod(world, random).restartAsked = true;
            case 4 -> anyPod(world, random).leavesMachine = true;
            case 5 -> world.paused = !world.paused;
            case 6 -> {
                world.rollsBack = !world.rollsBack;
                world.startWithin = Duration.ofSeconds(5 + random.nextInt(20));
            }
            case 7 -> {
                World.Sim pod = anyPod(world, random);
                if (world.holders().size() > 1) {
                    world.terminate(pod);
                    story.add("killed " + pod.ordinal);
                }
            }
            case 8 -> world.changeCopies(1 + random.nextInt(world.wanted));
            default -> {}
        }
    }

    private static World.Sim anyPod(World world, Random random) {
        List<World.Sim> pods = List.copyOf(world.pods.values());
        return pods.get(random.nextInt(pods.size()));
    }

    /** One reconcile, with the operator killed before it acts, or after that and before it writes the status, or not. */
    private static void step(World world, Random random, List<String> story) {
        Plan plan = world.plan();
        int killed = random.nextInt(10);
        if (killed != 0) {
            if (!Script.told(plan.decision()).isEmpty()) {
                story.add(Script.told(plan.decision()));
            }
            assertOneAtATime(world, plan.decision(), story);
            if (killed > 1) {
                world.reconcile(plan);
            } else {
                world.act(plan.decision());
            }
        }
        world.tick();
    }

    private static void assertOneAtATime(World world, Decision decision, List<String> story) {
        boolean drains = decision instanceof Decision.Drain;
        if (drains) {
            assertThat(Gate.unmet(world.snapshot())).as("the gate: %s", story).isEmpty();
            assertThat(world.pods.values())
                    .as("all others hold their share: %s", story)
                    .allMatch(World.Sim::hosts);
        }
        if (decision instanceof Decision.Evict evict) {
            assertThat(others(world, evict.pod()))
                    .as("all others hold their share: %s", story)
                    .allMatch(World.Sim::hosts);
            assertThat(world.holders()).doesNotContain(evict.pod().uid());
        }
        if (decision instanceof Decision.Delete delete) {
            assertThat(world.holders()).doesNotContain(delete.pod().uid());
        }
        if (decision instanceof Decision.Resize resize && resize.replicas() < world.replicas) {
            Set<String> holders = world.holders();
            assertThat(world.pods.tailMap(resize.replicas(), true).values())
                    .as("what goes holds nothing: %s", story)
                    .noneMatch(pod -> holders.contains(pod.uid));
        }
    }

    private static List<World.Sim> others(World world, ActorPod pod) {
        return world.pods.values().stream()
                .filter(other -> !other.uid.equals(pod.uid()))
                .toList();
    }
}
