package io.stockcluster.actors;

/**
 * Too few nodes or copies are there for the answer to be safe. Nothing happened: the message can be sent again.
 */
public final class QuorumUnavailable extends ActorException {

    private static final long serialVersionUID = 1L;

    /** With what went wrong, and what is known. */
    public QuorumUnavailable(String message) {
        this(message, null);
    }

    /** The same, with what led to it. */
    public QuorumUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
