package io.stockcluster.actors;

import java.util.concurrent.CompletableFuture;

/** One actor, wherever it is. Cheap: there is nothing behind it but its id. */
public interface ActorRef<M, R> {

    ActorId id();

    /**
     * Sends the message to the actor's owner and waits for the reply. Made for virtual threads.
     *
     * <p>When it returns, as many copies hold the change as the type's consistency asks for.
     *
     * @throws QuorumUnavailable nothing happened
     * @throws ActorsUnreachable nothing happened
     * @throws Overloaded nothing happened
     * @throws WriteTimeout it may have happened
     */
    R ask(M message);

    /** As {@link #ask}, without waiting; what {@code ask} throws is the future's exception. */
    CompletableFuture<R> askAsync(M message);
}
