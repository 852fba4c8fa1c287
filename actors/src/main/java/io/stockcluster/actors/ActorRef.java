package io.stockcluster.actors;

import java.util.concurrent.CompletableFuture;

/** One actor, wherever it is. Cheap: there is nothing behind it but its id. */
public interface ActorRef<M, R> {

    ActorId id();

    /**
     * Sends the message to the actor's owner and waits for the reply. Made for virtual threads.
     *
     * <p>When it returns, as many copies hold the change as the type's consistency asks for. What the actor sends to
     * others is kept as safely, and on its way.
     *
     * @throws QuorumUnavailable nothing happened
     * @throws ActorsUnreachable nothing happened
     * @throws Overloaded nothing happened
     * @throws ActorFailed nothing happened
     * @throws WriteTimeout it may have happened
     */
    R ask(M message);

    /**
     * As {@link #ask}, and waits until everything that the actor has sent to others so far has arrived there.
     *
     * @throws WriteTimeout also where a part has not arrived in time; the cluster goes on delivering it
     */
    R askSettled(M message);

    /**
     * As {@link #ask}, without waiting; what {@code ask} throws is the future's exception. A virtual thread of its own
     * waits for the answer, and runs what depends on the future.
     */
    CompletableFuture<R> askAsync(M message);

    /** As {@link #askSettled}, without waiting. */
    CompletableFuture<R> askSettledAsync(M message);
}
