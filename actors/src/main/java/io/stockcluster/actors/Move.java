package io.stockcluster.actors;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A copy of a shard on its way from one node to another.
 *
 * @param shard its number
 * @param copy which of the shard's copies it becomes at its new place: 0 is the owner's. The table has more places than
 *     actors have copies; a move to one of those brings no actors
 * @param from the node that sends it; nothing where none is known
 * @param to the node that receives it
 * @param attempt 1, and one more for each time that it failed before
 * @param startedAt nothing, as long as it is pending
 * @param load what came over, once that is known
 * @param took how long it took, or has taken so far; nothing, as long as it is pending
 * @param error why it failed
 */
public record Move(
        int shard,
        int copy,
        Optional<String> from,
        String to,
        Status status,
        int attempt,
        Optional<Instant> startedAt,
        Optional<Load> load,
        Optional<Duration> took,
        Optional<String> error) {

    /** How far a move is. */
    public enum Status {
        /** It waits for its turn. */
        PENDING,
        RUNNING,
        DONE,
        /** It changed nothing. Where it is still needed, another attempt follows. */
        FAILED
    }

    public boolean over() {
        return status == Status.DONE || status == Status.FAILED;
    }

    /** It starts, from that node. */
    public Move started(Optional<String> sender, Instant now) {
        return new Move(
                shard, copy, sender, to, Status.RUNNING, attempt, Optional.of(now), load, Optional.empty(), error);
    }

    /** It is over, in one way or the other. */
    public Move ended(Status end, Optional<String> why, Instant now) {
        return new Move(
                shard,
                copy,
                from,
                to,
                end,
                attempt,
                startedAt,
                load,
                startedAt.map(start -> Duration.between(start, now)),
                why);
    }

    /** That is what came over. */
    public Move carrying(Load carried) {
        return new Move(shard, copy, from, to, status, attempt, startedAt, Optional.of(carried), took, error);
    }
}
