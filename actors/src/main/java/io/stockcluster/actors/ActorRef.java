package io.stockcluster.actors;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One actor, wherever it is. Cheap: there is nothing behind it but its id. */
public interface ActorRef<M, R> {

    /** Which actor it is. */
    ActorId id();

    /**
     * The same actor, asked with another limit than its type's or the system's. An ask that takes longer is a {@link
     * WriteTimeout}, a read as well as a write.
     *
     * @throws IllegalArgumentException the limit is not more than zero
     */
    ActorRef<M, R> within(Duration limit);

    /**
     * The same actor, whose next message is known by that id, as {@link MessageContext#messageId} tells its behaviour.
     * For an asker that asks again after a {@link WriteTimeout}, or that itself was asked twice: a behaviour that keeps
     * the ids then knows the second. An id is for one message; without this, each ask has a new one.
     *
     * @throws IllegalArgumentException the id is empty
     */
    ActorRef<M, R> identifiedBy(String messageId);

    /**
     * Sends the message to the actor's owner and waits for the reply. Made for virtual threads.
     *
     * <p>When it returns, as many copies hold the change as the type's consistency asks for. What the actor sends to
     * others is kept as safely, and on its way. A reply to a message that changes nothing waits for no copy, unless it
     * tells of a change that copies may not have yet.
     *
     * @throws QuorumUnavailable nothing happened: too few hosts or copies were there for two seconds
     * @throws ActorsUnreachable nothing happened: no host can be reached
     * @throws Overloaded nothing happened, and nothing was sent: this node, or this actor, has too much in flight
     * @throws ActorFailed nothing happened: the behaviour threw, or the owner does not know the message or the type
     * @throws WriteTimeout it may have happened, or may yet happen: only asking again, known by an id, finds out
     */
    R ask(M message);

    /**
     * As {@link #ask}, and waits until what the actor has sent to others at this message has arrived there: as many copies
     * of each receiver hold it as its type asks for. Where the answer is {@link Decision#again}, it waits for everything
     * that the actor has sent so far.
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

    /**
     * Sends the message and does not wait: there is no reply, and no word of a failure but in the log. It is tried as an
     * {@link #ask} is, as long and as often, and no longer than this process lives. What must happen whatever dies is a
     * {@link Send} of another actor.
     *
     * @throws Overloaded it was not sent: as many messages are in flight as the node, or the actor, takes
     */
    void tell(M message);
}
