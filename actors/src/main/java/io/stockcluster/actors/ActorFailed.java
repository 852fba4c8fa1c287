package io.stockcluster.actors;

/** The behaviour threw while it handled the message: a defect of the application. Nothing happened. */
public final class ActorFailed extends ActorException {

    private static final long serialVersionUID = 1L;

    /** With what went wrong, and what is known. */
    public ActorFailed(String message) {
        super(message, null);
    }
}
