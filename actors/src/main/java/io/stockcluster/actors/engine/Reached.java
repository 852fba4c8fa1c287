package io.stockcluster.actors.engine;

import io.stockcluster.actors.Replication;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Whether a change has reached the copies that an answer waits for, as far as that is known without asking them: an answer
 * that changes nothing may tell only of such a change.
 */
record Reached(Copies copies) {

    /** A change has left for the copies' hosts by then. */
    private static final Duration SENT_AFTER = Duration.ofSeconds(1);

    /** By then a host whose copies get no changes has lost its lease, or they are no longer its copies. */
    private static final Duration KNOWN_AFTER = Duration.ofSeconds(30);

    /**
     * Whether the last change of the cell may be unknown to one of them. One that is old without that being known has ended
     * this host's lease, or its copies are others' by now.
     *
     * @param shard that of the cell, looked up only where it matters
     */
    boolean maybeNot(Cell cell, Replication replication, IntSupplier shard) {
        return cell.changedAt() != 0
                && replication.acknowledged() > 1
                && System.nanoTime() - cell.changedAt() <= KNOWN_AFTER.toNanos()
                && !copies.got(
                        shard.getAsInt(), replication, cell.changedAt(), cell.changedAt() + SENT_AFTER.toNanos());
    }
}
