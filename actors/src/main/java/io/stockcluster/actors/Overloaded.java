package io.stockcluster.actors;

/**
 * More messages are in flight than the node takes. Nothing happened: the message was not sent.
 */
public final class Overloaded extends ActorException {

    private static final long serialVersionUID = 1L;

    public Overloaded(String message) {
        this(message, null);
    }

    public Overloaded(String message, Throwable cause) {
        super(message, cause);
    }
}
