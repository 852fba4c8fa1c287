package io.stockcluster.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever is changed, dies, is lost, falls silent or is forgotten when: the pods come to what the spec asks for, and are
 * taken one at a time, only through an open gate; and no write ever waits for more copies than there are.
 */
class PlannerPropertyTest {

    private static final int DISTURBED = 120;
    private static final int LONGEST = 1500;
    private static final List<String> CONSISTENCIES = List.of("eventual", "quorum", "strong", "at-least:2");

    /** The same stories in each build, which is to tell of what was changed; without the seed, others each time. */
    @Property(tries = 1000, seed = "1122279952649557558")
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
        world.calmDown();
        int ticks = 0;
        while (!(world.isAsWished() && world.plan().isAtRest()) && ticks++ < LONGEST) {
            step(world, random, story);
            world.approve();
        }

        assertThat(world.isAsWished()).as("it ends: %s", story).isTrue();
        assertThat(world.plan().isAtRest()).as("and is quiet then: %s", story).isTrue();
    }

    /** Pods that did not start had been told of fewer copies than an owner waited for that was gone back to. */
    @Example
    void aStoryInWhichARevisionIsGivenUpAmidFewerCopies() {
        theRollEndsAndTakesOnePodAtATimeThroughAnOpenGate(4, 4, 4, -1383);
    }

    private static void disturb(World world, Random random, List<String> story) {
        World.Sim pod = anyPod(world, random);
        boolean anotherHolds = world.pods.values().stream().anyMatch(other -> other != pod && other.hosts());
        switch (random.nextInt(40)) {
            case 0 -> world.changeTo("v" + random.nextInt(4));
            case 1 -> world.changeTo("bad" + random.nextInt(2));
            case 2 -> world.wanted = 1 + random.nextInt(6);
            case 3 -> pod.restartAsked = true;
            case 4 -> pod.leavesMachine = true;
            case 5 -> world.paused = !world.paused;
            case 6 -> {
                world.rollsBack = !world.rollsBack;
                world.startWithin = Duration.ofSeconds(5 + random.nextInt(20));
            }
            case 7 -> {
                if (anotherHolds) {
                    world.terminate(pod);
                    story.add("killed " + pod.ordinal);
                }
            }
            case 8 -> {
                if (anotherHolds) {
                    world.lose(pod);
                    story.add("lost " + pod.ordinal);
                }
            }
            case 9 -> {
                if (anotherHolds && pod.hosts()) {
                    pod.drain();
                    story.add("drained by hand " + pod.ordinal);
                }
            }
            case 10 -> world.changeCopies(1 + random.nextInt(world.wanted), anyOf(CONSISTENCIES, random));
            case 11 -> pod.silent = true;
            case 12 -> world.pods.values().forEach(each -> each.silent = false);
            case 13 -> world.pods.values().forEach(each -> each.lost = false);
            case 14 -> world.manual = !world.manual;
            case 15, 16 -> world.approve();
            case 17 -> world.windows = World.window(world.now.plusSeconds(random.nextInt(60)));
            case 18 -> world.windows = Windows.ALWAYS;
            case 19 -> world.stateBytes = OptionalLong.of((long) random.nextInt(100) << 20);
            case 20 -> world.stateBytes = OptionalLong.empty();
            default -> {}
        }
    }

    private static World.Sim anyPod(World world, Random random) {
        return anyOf(List.copyOf(world.pods.values()), random);
    }

    private static <T> T anyOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
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
        assertThat(world.anOwnerWaitsForMoreThanAllKeep())
                .as("a write waits for more copies than every node keeps: %s", story)
                .isFalse();
    }

    private static void assertOneAtATime(World world, Decision decision, List<String> story) {
        if (decision instanceof Decision.Drain drain) {
            assertThat(drain.reason() == RestartReason.MACHINE_CORDONED
                            || world.windows.opensNext(world.now).isEmpty())
                    .as("in a window, or for a cordoned machine: %s", story)
                    .isTrue();
            assertThat(Gate.unmet(world.snapshot().ofThoseThatCount()))
                    .as("the gate: %s", story)
                    .isEmpty();
            assertThat(world.staying())
                    .as("all others hold their share: %s", story)
                    .allMatch(World.Sim::hosts);
        }
        if (decision instanceof Decision.Evict evict) {
            assertThat(others(world, evict.pod()))
                    .as("all others hold their share: %s", story)
                    .allMatch(World.Sim::hosts);
            assertThat(world.holders())
                    .as("it holds nothing: %s", story)
                    .doesNotContain(evict.pod().uid());
        }
        if (decision instanceof Decision.Delete delete) {
            assertThat(world.holders())
                    .as("it holds nothing: %s", story)
                    .doesNotContain(delete.pod().uid());
        }
        if (decision instanceof Decision.Resize resize && resize.replicas() < world.replicas) {
            Set<String> holders = world.holders();
            assertThat(world.pods.tailMap(resize.replicas(), true).values())
                    .as("what goes holds nothing: %s", story)
                    .noneMatch(pod -> holders.contains(pod.uid));
        }
    }

    private static List<World.Sim> others(World world, ActorPod pod) {
        return world.staying().stream()
                .filter(other -> !other.uid.equals(pod.uid()))
                .toList();
    }
}
