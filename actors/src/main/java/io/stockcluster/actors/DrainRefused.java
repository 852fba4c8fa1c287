package io.stockcluster.actors;

/** A host cannot hand everything over now. Nothing has happened. */
public final class DrainRefused extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    public enum Reason {
        /** No other host takes actors. */
        LAST_HOST,
        /** Others are drained, missing or about to go, and those that would remain are fewer than the copies of an actor. */
        COPIES_DO_NOT_FIT
    }

    private final Reason reason;

    public DrainRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
