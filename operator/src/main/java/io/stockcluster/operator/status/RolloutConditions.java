package io.stockcluster.operator.status;

import io.stockcluster.crds.v1.Condition;
import io.stockcluster.crds.v1.RolledBackStatus;
import io.stockcluster.operator.observe.Obstacle;
import io.stockcluster.operator.rollout.Check;
import io.stockcluster.operator.rollout.Plan;
import io.stockcluster.operator.rollout.Unmet;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is true of a change of the actor nodes, and of the shards, from what was decided and why. */
final class RolloutConditions {

    /** So long nobody need be told that something is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<Check> SHARDS = EnumSet.range(Check.NO_SHARD_LOST, Check.NO_MIGRATIONS);

    private final Optional<Plan> plan;
    private final Optional<String> refusal;
    private final List<Obstacle> obstacles;
    private final Optional<String> trouble;
    private final Instant now;

    /**
     * @param plan empty where there is nothing yet to plan for
     * @param refusal why what was decided was not done
     * @param trouble why a pod cannot start
     */
    RolloutConditions(
            Optional<Plan> plan,
            Optional<String> refusal,
            List<Obstacle> obstacles,
            Optional<String> trouble,
            Instant now) {
        this.plan = plan;
        this.refusal = refusal;
        this.obstacles = obstacles;
        this.trouble = trouble;
        this.now = now;
    }

    List<Claim> all() {
        return List.of(progressing(), degraded(), shardsSafe(), rolloutBlocked(), scaleDownBlocked(), paused());
    }

    private Claim progressing() {
        boolean working = plan.map(known -> !known.isAtRest()).orElse(true) && !isPaused();
        Told told = plan.map(Told::of).orElseGet(Told::beginning);
        return new Claim(
                Condition.PROGRESSING,
                working,
                told.reason(),
                refusal.map(why -> told.sentence() + " (not done yet: " + why + ")")
                        .orElse(told.sentence()));
    }

    private Claim degraded() {
        Optional<String> stalled = plan.flatMap(Plan::stalled);
        if (!obstacles.isEmpty()) {
            Obstacle first = obstacles.getFirst();
            return claim(Condition.DEGRADED, true, Reason.of(first), first.sentence());
        }
        Optional<String> given = plan.flatMap(Plan::rolledBack).map(RolledBackStatus::because);
        if (given.isPresent() && stalled.isEmpty()) {
            return claim(Condition.DEGRADED, true, Reason.ROLLED_BACK, Told.rolledBack(given.get()));
        }
        if (stalled.isPresent() && isRolling()) {
            return claim(
                    Condition.DEGRADED,
                    true,
                    Reason.ROLLOUT_STALLED,
                    stalled.get() + ". No further pod is taken; a corrected spec replaces this one at once");
        }
        return stalled.or(() -> trouble)
                .map(what -> claim(Condition.DEGRADED, true, Reason.POD_CANNOT_START, what))
                .orElseGet(() -> claim(Condition.DEGRADED, false, Reason.NOTHING_BROKEN, "No pod fails to start"));
    }

    private Claim shardsSafe() {
        Optional<Unmet> unsafe =
                gate().stream().filter(unmet -> SHARDS.contains(unmet.check())).findFirst();
        if (unsafe.isPresent()) {
            return claim(
                    Condition.SHARDS_SAFE, false, Reason.NOT_SAFE, unsafe.get().sentence());
        }
        Optional<Unmet> unknown = gate().stream()
                .filter(unmet -> unmet.check().compareTo(Check.NO_SHARD_LOST) < 0
                        && unmet.check() != Check.CACHE_FRESH
                        && unmet.check() != Check.SIZE_KNOWN
                        && unmet.check() != Check.NONE_DRAINED)
                .findFirst();
        if (plan.isEmpty() || unknown.isPresent()) {
            String why = unknown.map(Unmet::sentence).orElse("there are no nodes yet");
            return new Claim(Condition.SHARDS_SAFE, Optional.empty(), Reason.NOT_KNOWN.word(), why);
        }
        return claim(Condition.SHARDS_SAFE, true, Reason.ALL_SAFE, "Every node says that every shard has its copies");
    }

    private Claim rolloutBlocked() {
        Optional<Unmet> waitsFor = waitsFor();
        if (waitsFor.isEmpty() || isPaused()) {
            return claim(
                    Condition.ROLLOUT_BLOCKED, false, Reason.NOTHING_BLOCKS, "Nothing keeps pods from being replaced");
        }
        String sentence = Told.waiting(waitsFor.get());
        if (waitsFor.get().check() == Check.APPROVED) {
            return claim(Condition.ROLLOUT_BLOCKED, true, Reason.NOT_APPROVED, sentence);
        }
        if (waitsFor.get().check() == Check.WINDOW) {
            // It goes on by itself, as somebody wanted it: nobody need look.
            return claim(Condition.ROLLOUT_BLOCKED, false, Reason.OUTSIDE_WINDOWS, sentence);
        }
        if (plan.flatMap(Plan::stalled).isPresent()) {
            return claim(Condition.ROLLOUT_BLOCKED, true, Reason.ROLLOUT_STALLED, sentence);
        }
        return takesLong()
                ? claim(Condition.ROLLOUT_BLOCKED, true, Reason.TAKES_LONG, sentence)
                : claim(Condition.ROLLOUT_BLOCKED, false, Reason.NOTHING_BLOCKS, "Goes on as it should");
    }

    private boolean takesLong() {
        return plan.map(Plan::memory)
                .map(memory -> memory.deadline() != null
                        ? Instant.parse(memory.deadline()).isBefore(now)
                        : memory.since() != null
                                && Instant.parse(memory.since()).plus(PATIENCE).isBefore(now))
                .orElse(false);
    }

    private Claim scaleDownBlocked() {
        return plan.flatMap(Plan::scaleDownRefused)
                .map(why -> claim(Condition.SCALE_DOWN_BLOCKED, true, Reason.SCALE_DOWN_REFUSED, why))
                .orElseGet(() -> claim(
                        Condition.SCALE_DOWN_BLOCKED, false, Reason.SCALE_DOWN_POSSIBLE, "No scale-down is refused"));
    }

    private Claim paused() {
        return isPaused()
                ? claim(Condition.PAUSED, true, Reason.PAUSED, "spec.paused is true: nothing is changed")
                : claim(Condition.PAUSED, false, Reason.NOT_PAUSED, "The operator does what the spec asks for");
    }

    private Optional<Unmet> waitsFor() {
        return plan.flatMap(Plan::waitsFor);
    }

    private boolean isPaused() {
        return waitsFor().filter(unmet -> unmet.check() == Check.NOT_PAUSED).isPresent();
    }

    private boolean isRolling() {
        return plan.map(known -> !known.pending().isEmpty()).orElse(false);
    }

    private List<Unmet> gate() {
        return plan.map(Plan::gate).orElse(List.of());
    }

    private static Claim claim(String type, boolean holds, Reason reason, String sentence) {
        return new Claim(type, holds, reason.word(), sentence);
    }
}
