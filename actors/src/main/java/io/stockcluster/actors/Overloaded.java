package io.stockcluster.actors;

/**
 * More messages are in flight than the node takes. Nothing happened: the message was not sent.
 */
public final class Overloaded extends ActorException {

    private static final long serialVersionUID = 1L;

    /** With what went wrong, and what is known. */
    public Overloaded(String message) {
        this(message, null);
    }

    /** The same, with what led to it. */
    public Overloaded(String message, Throwable cause) {
        super(message, cause);
    }
}
