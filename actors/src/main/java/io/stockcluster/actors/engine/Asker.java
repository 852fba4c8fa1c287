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

    <M, R> CompletableFuture<R> ask(ActorType<?, M, ?, R> type, ActorId id, M message, boolean settle) {
        if (!inFlight.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new Overloaded("This node has " + maxInFlight + " messages in flight, and takes no more"));
        }
        CompletableFuture<R> reply = new CompletableFuture<>();
        tries.send(id, message, type.behavior().repeatable(message), settle).whenComplete((answer, failure) -> {
            if (failure == null && answer instanceof Post.Settling settling) {
                Thread.startVirtualThread(() -> settle(id, settling, reply));
            } else {
                finish(answer, failure, reply);
            }
        });
        return reply;
    }

    private void settle(ActorId sender, Post.Settling settling, CompletableFuture<?> reply) {
        try {
            postman.deliver(sender, settling.sent());
            finish(settling.reply(), null, reply);
        } catch (RuntimeException e) {
            // Whatever became of the parts, the sender's own change is kept: none of those errors may say otherwise.
            finish(null, new WriteTimeout("Not all that actor " + sender + " sent has arrived yet", e), reply);
        }
    }

    @SuppressWarnings("unchecked") // the owner's behaviour of the same type made the answer
    private <R> void finish(Object answer, Throwable failure, CompletableFuture<R> reply) {
        inFlight.release();
        if (failure == null) {
            reply.complete((R) answer);
        } else {
            reply.completeExceptionally(failure);
        }
    }
}
