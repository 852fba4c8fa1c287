package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.Observer;
import io.stockcluster.actors.Overloaded;
import io.stockcluster.actors.QuorumUnavailable;
import io.stockcluster.actors.WriteTimeout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** The application's asks: no more at a time than a node takes, and where it is wanted, until all is settled. */
final class Asker {

    private final Tries tries;
    private final Postman postman;
    private final int maxInFlight;
    private final Semaphore inFlight;
    private final Observer observer;

    Asker(Tries tries, Postman postman, int maxInFlight, Observer observer) {
        this.tries = tries;
        this.postman = postman;
        this.maxInFlight = maxInFlight;
        this.observer = observer;
        this.inFlight = new Semaphore(maxInFlight);
    }

    <M, R> CompletableFuture<R> ask(ActorType<?, M, ?, R> type, ActorId id, M message, boolean settle) {
        Observer.Observation observation = observer.begin(Observer.Work.ASK, id, "");
        if (!inFlight.tryAcquire()) {
            observation.end(Observer.Outcome.OVERLOADED);
            return CompletableFuture.failedFuture(
                    new Overloaded("This node has " + maxInFlight + " messages in flight, and takes no more"));
        }
        CompletableFuture<R> reply = new CompletableFuture<>();
        boolean repeatable = type.behavior().repeatable(message);
        tries.send(id, message, repeatable, settle, observation.context()).whenComplete((answer, failure) -> {
            if (failure == null && answer instanceof Post.Settling settling) {
                Thread.startVirtualThread(() -> settle(id, settling, observation, reply));
            } else {
                finish(answer, failure, observation, reply);
            }
        });
        return reply;
    }

    private void settle(
            ActorId sender, Post.Settling settling, Observer.Observation observation, CompletableFuture<?> reply) {
        try {
            postman.deliver(sender, settling.sent());
            finish(settling.reply(), null, observation, reply);
        } catch (RuntimeException e) {
            // Whatever became of the parts, the sender's own change is kept: none of those errors may say otherwise.
            finish(
                    null,
                    new WriteTimeout("Not all that actor " + sender + " sent has arrived yet", e),
                    observation,
                    reply);
        }
    }

    @SuppressWarnings("unchecked") // the owner's behaviour of the same type made the answer
    private <R> void finish(
            Object answer, Throwable failure, Observer.Observation observation, CompletableFuture<R> reply) {
        inFlight.release();
        observation.end(outcome(failure));
        if (failure == null) {
            reply.complete((R) answer);
        } else {
            reply.completeExceptionally(failure);
        }
    }

    private static Observer.Outcome outcome(Throwable failure) {
        return switch (failure) {
            case null -> Observer.Outcome.ANSWERED;
            case QuorumUnavailable _ -> Observer.Outcome.QUORUM_UNAVAILABLE;
            case ActorsUnreachable _ -> Observer.Outcome.UNREACHABLE;
            case WriteTimeout _ -> Observer.Outcome.TIMED_OUT;
            default -> Observer.Outcome.FAILED;
        };
    }
}
