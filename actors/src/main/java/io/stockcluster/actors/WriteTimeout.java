package io.stockcluster.actors;

/**
 * The answer did not come in time, or got lost. The message may or may not have been handled: only sending it again, known
 * by its id, finds out.
 */
public final class WriteTimeout extends ActorException {

    private static final long serialVersionUID = 1L;

    /** With what went wrong, and what is known. */
    public WriteTimeout(String message) {
        this(message, null);
    }

    /** The same, with what led to it. */
    public WriteTimeout(String message, Throwable cause) {
        super(message, cause);
    }
}
