package io.stockcluster.actors;

/**
 * No node that hosts actors can be reached from here. Nothing happened: the message was not sent.
 */
public final class ActorsUnreachable extends ActorException {

    private static final long serialVersionUID = 1L;

    /** With what went wrong, and what is known. */
    public ActorsUnreachable(String message) {
        this(message, null);
    }

    /** The same, with what led to it. */
    public ActorsUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
