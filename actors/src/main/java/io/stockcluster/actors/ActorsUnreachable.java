package io.stockcluster.actors;

/**
 * No node that hosts actors can be reached from here. Nothing happened: the message was not sent.
 */
public final class ActorsUnreachable extends ActorException {

    private static final long serialVersionUID = 1L;

    public ActorsUnreachable(String message) {
        this(message, null);
    }

    public ActorsUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
