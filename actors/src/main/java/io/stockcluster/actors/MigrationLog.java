package io.stockcluster.actors;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How shards move between the nodes.
 *
 * @param plan what is to be moved, and how far that is
 * @param moves those that run, then those that wait, then the last 1,000 that are over, the latest first
 */
public record MigrationLog(Plan plan, List<Move> moves) {

    public MigrationLog {
        moves = List.copyOf(moves);
    }

    /**
     * All that has to move since hosts came or went. When that happens again, or a move fails, there is a new plan for
     * what is left.
     *
     * @param planned moves in all: those below, and those that remain
     * @param completed moves that are done
     * @param failed moves that failed; what is still needed of them is in the next plan
     * @param startedAt nothing, where there has been no plan yet
     * @param timeLeft until all is moved, at the pace so far; nothing, as long as that cannot be told
     */
    public record Plan(
            int planned, int completed, int failed, Optional<Instant> startedAt, Optional<Duration> timeLeft) {

        public static final Plan NONE = new Plan(0, 0, 0, Optional.empty(), Optional.empty());

        public int remaining() {
            return planned - completed - failed;
        }
    }
}
