package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Overloaded;
import io.stockcluster.actors.WriteTimeout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** The application's asks: no more at a time than a node takes, and where it is wanted, until all is settled. */
final class Asker {

    private final Tries tries;
    private final Postman postman;
    private final int maxInFlight;
    private final Semaphore inFlight;

    Asker(Tries tries, Postman postman, int maxInFlight) {
        this.tries = tries;
        this.postman = postman;
        this.maxInFlight = maxInFlight;
        this.inFlight = new Semaphore(maxInFlight);
    }

    <M, R> R ask(ActorType<?, M, ?, R> type, ActorId id, M message, boolean settle) {
        if (!inFlight.tryAcquire()) {
            throw overloaded();
        }
        return answer(type, id, message, settle);
    }

    /** The same, on a thread of its own. */
    <M, R> CompletableFuture<R> askAsync(ActorType<?, M, ?, R> type, ActorId id, M message, boolean settle) {
        if (!inFlight.tryAcquire()) {
            return CompletableFuture.failedFuture(overloaded());
        }
        var reply = new CompletableFuture<R>();
        Thread.startVirtualThread(() -> {
            try {
                reply.complete(answer(type, id, message, settle));
            } catch (RuntimeException e) {
                reply.completeExceptionally(e);
            }
        });
        return reply;
    }

    private Overloaded overloaded() {
        return new Overloaded("This node has " + maxInFlight + " messages in flight, and takes no more");
    }

    @SuppressWarnings("unchecked") // the owner's behaviour of the same type made the answer
    private <M, R> R answer(ActorType<?, M, ?, R> type, ActorId id, M message, boolean settle) {
        try {
            Object answer = tries.send(id, message, type.behavior().repeatable(message), settle);
            return (R) (answer instanceof Post.Settling settling ? settled(id, settling) : answer);
        } finally {
            inFlight.release();
        }
    }

    private Object settled(ActorId sender, Post.Settling settling) {
        try {
            postman.deliver(sender, settling.sent());
            return settling.reply();
        } catch (RuntimeException e) {
            // Whatever became of the parts, the sender's own change is kept: none of those errors may say otherwise.
            throw new WriteTimeout("Not all that actor " + sender + " sent has arrived yet", e);
        }
    }
}
