package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorFailed;
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

    <M, R> R ask(ActorType<?, M, ?, R> type, ActorId id, M message, boolean settle) {
        Observer.Observation observation = observer.begin(Observer.Work.ASK, id, "");
        if (!inFlight.tryAcquire()) {
            observation.end(Observer.Outcome.OVERLOADED);
            throw overloaded();
        }
        return answer(type, id, message, settle, observation);
    }

    /** The same, on a thread of its own. */
    <M, R> CompletableFuture<R> askAsync(ActorType<?, M, ?, R> type, ActorId id, M message, boolean settle) {
        Observer.Observation observation = observer.begin(Observer.Work.ASK, id, "");
        if (!inFlight.tryAcquire()) {
            observation.end(Observer.Outcome.OVERLOADED);
            return CompletableFuture.failedFuture(overloaded());
        }
        var reply = new CompletableFuture<R>();
        Thread.startVirtualThread(() -> {
            try {
                reply.complete(answer(type, id, message, settle, observation));
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
    private <M, R> R answer(
            ActorType<?, M, ?, R> type, ActorId id, M message, boolean settle, Observer.Observation observation) {
        Observer.Outcome outcome = Observer.Outcome.FAILED;
        try {
            boolean repeatable = type.behavior().repeatable(message);
            Object answer = tries.send(id, message, repeatable, settle, observation.context());
            Object reply = answer instanceof Post.Settling settling ? settled(id, settling) : answer;
            outcome = Observer.Outcome.ANSWERED;
            return (R) reply;
        } catch (ActorException e) {
            outcome = outcome(e);
            throw e;
        } finally {
            inFlight.release();
            observation.end(outcome);
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

    private static Observer.Outcome outcome(ActorException failure) {
        return switch (failure) {
            case QuorumUnavailable _ -> Observer.Outcome.QUORUM_UNAVAILABLE;
            case ActorsUnreachable _ -> Observer.Outcome.UNREACHABLE;
            case Overloaded _ -> Observer.Outcome.OVERLOADED;
            case WriteTimeout _ -> Observer.Outcome.TIMED_OUT;
            case ActorFailed _ -> Observer.Outcome.FAILED;
        };
    }
}
