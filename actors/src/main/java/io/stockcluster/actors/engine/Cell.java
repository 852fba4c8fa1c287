package io.stockcluster.actors.engine;

/**
 * What is kept of an actor. Immutable, because the owner hands the same instance to every message.
 *
 * @param term of the owner that made the last change, see {@link Fence}
 * @param version how many changes made it
 * @param mark a random number that the owner gave the last change. A copy that followed an owner which died before
 *     others heard of it may be at the same version by another change: the mark tells them apart
 * @param state the application's
 * @param outbox what the actor has sent and nobody has received yet
 * @param inbox what it has received of whom
 * @param changedAt when this host made the last change, by its monotonic clock; 0 where another host did. Does not travel
 */
record Cell(long term, long version, long mark, Object state, Outbox outbox, Inbox inbox, long changedAt) {

    Cell(long term, long version, long mark, Object state, Outbox outbox, Inbox inbox) {
        this(term, version, mark, state, outbox, inbox, 0);
    }

    static Cell first(Object state) {
        return new Cell(0, 0, 0, state, Outbox.EMPTY, Inbox.EMPTY);
    }

    Cell changedAt(long nanoTime) {
        return new Cell(term, version, mark, state, outbox, inbox, nanoTime);
    }

    /** Whether this was changed last, by the order in which majorities follow each other. */
    boolean isNewerThan(Cell other) {
        return term == other.term ? version > other.version : term > other.term;
    }
}
