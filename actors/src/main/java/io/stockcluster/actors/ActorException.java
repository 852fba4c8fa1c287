package io.stockcluster.actors;

/** Why an ask got no reply. What is known of the message's fate is what tells the kinds apart. */
public abstract sealed class ActorException extends RuntimeException
        permits QuorumUnavailable, WriteTimeout, ActorsUnreachable, Overloaded, ActorFailed {

    private static final long serialVersionUID = 1L;

    ActorException(String message, Throwable cause) {
        super(message, cause);
    }
}
