package io.stockcluster.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.crds.v1.RolloutStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the planner run in a {@link World}, with things happening at first and at given decisions, and writes down what it
 * decides, in the words of the tables: {@code drain 2}, {@code evict 2}.
 *
 * <p>A script reads {@code image v2; at drain 2: kill 0, scale 4}: first the image changes, and as soon as pod 2 was told
 * to drain, pod 0 dies and the spec asks for four nodes. A pod whose machine is lost terminates for ever, until somebody
 * gives it up. What comes {@code later} does so once all is quiet.
 */
final class Script {

    /** So many quiet ticks show that nothing more is going to happen. */
    private static final int QUIET = 12;

    /** So many, that nothing more is going to happen by itself. */
    private static final int SETTLED = 8;

    private static final int LONGEST = 400;

    private static final Pattern AT = Pattern.compile("(at )?(?<when>later|(?<=at )[^:]*): (?<what>.*)");

    private final World world;
    private final Map<String, List<String>> happenings = new LinkedHashMap<>();
    private final List<String> decisions = new ArrayList<>();

    Script(World world, String text) {
        this.world = world;
        for (String part : text.split(";", -1)) {
            String event = part.strip();
            Matcher at = AT.matcher(event);
            String when = at.matches() ? at.group("when") : "";
            String what = at.matches() ? at.group("what") : event;
            happenings.put(when, List.of(what.split(",")));
        }
    }

    /** All decisions but those to wait and to rest, until nothing happens any more. */
    List<String> run() {
        happenings.getOrDefault("", List.of()).forEach(this::happen);
        int quiet = 0;
        for (int i = 0; i < LONGEST && quiet < QUIET; i++) {
            Plan plan = world.plan();
            world.reconcile(plan);
            String told = told(plan.decision());
            if (told.isEmpty()) {
                quiet++;
                if (quiet == SETTLED && happenings.containsKey("later")) {
                    happenings.remove("later").forEach(this::happen);
                    quiet = 0;
                }
            } else {
                quiet = 0;
                List<String> now = happenings.remove(decisions.contains(told) ? told + " again" : told);
                decisions.add(told);
                if (now != null) {
                    now.forEach(this::happen);
                }
            }
            world.tick();
            assertThat(world.anOwnerWaitsForMoreThanAllKeep())
                    .as("a write waits for more copies than every node keeps, after %s", decisions)
                    .isFalse();
        }
        return decisions;
    }

    private void happen(String what) {
        String[] words = what.strip().split(" ", -1);
        switch (words[0]) {
            case "" -> {}
            case "image", "settings" -> world.changeTo(words[1]);
            case "copies" -> world.changeCopies(Integer.parseInt(words[1]), words[2]);
            case "scale" -> world.wanted = Integer.parseInt(words[1]);
            case "kill" -> world.terminate(pod(words[1]));
            case "lose" -> world.lose(pod(words[1]));
            case "give" -> pod(words[1]).lost = false;
            case "silence" -> pod(words[1]).silent = true;
            case "cordon" -> pod(words[1]).leavesMachine = true;
            case "restart" -> pod(words[1]).restartAsked = true;
            case "pause" -> world.paused = true;
            case "resume" -> world.paused = false;
            case "heap" -> world.stateBytes = OptionalLong.of(Long.parseLong(words[1]) << 20);
            case "undrain" -> pod(words[1]).state = NodeView.State.ACTIVE;
            case "drain" -> pod(words[1]).drain();
            case "forget" -> {
                world.memory = RolloutStatus.NONE;
                world.rolledBack = Optional.empty();
            }
            // The world begins at midnight of a Thursday.
            case "opens" -> world.windows = World.window(world.now.plusSeconds(Long.parseLong(words[1])));
            case "closed" -> world.windows = World.window(world.now.plus(Duration.ofHours(9)));
            case "open" -> world.windows = Windows.ALWAYS;
            case "goback" -> {
                world.rollsBack = true;
                world.startWithin = Duration.ofSeconds(5);
            }
            case "halt" -> world.rollsBack = false;
            case "manually" -> world.manual = true;
            case "approve" -> {
                world.tick();
                Plan plan = world.plan();
                world.remember(plan);
                world.approve();
            }
            case "late" -> world.late = true;
            case "resize" -> world.resize(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("No such happening: " + what);
        }
    }

    private World.Sim pod(String ordinal) {
        return world.pods.get(Integer.parseInt(ordinal));
    }

    static String told(Decision decision) {
        return switch (decision) {
            case Decision.Rest rest -> "";
            case Decision.Wait wait -> "";
            case Decision.Drain drain -> "drain " + drain.pod().ordinal();
            case Decision.Undrain undrain -> "undrain " + undrain.pod().ordinal();
            case Decision.Evict evict -> "evict " + evict.pod().ordinal();
            case Decision.Delete delete -> "delete " + delete.pod().ordinal();
            case Decision.RollBack back -> "go back";
            case Decision.Resize resize -> "size " + resize.replicas();
            case Decision.Expect expect -> "expect " + expect.size();
        };
    }
}
