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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The application's asks: no more at a time than a node takes, and where it is wanted, until all is settled. */
final class Asker {

    private static final Logger LOG = System.getLogger(Asker.class.getName());

    private final Tries tries;
    private final Postman postman;
    private final InFlight inFlight;
    private final MessageIds ids = new MessageIds();
    private final Observer observer;

    Asker(Tries tries, Postman postman, int maxInFlight, Observer observer) {
        this.tries = tries;
        this.postman = postman;
        this.observer = observer;
        this.inFlight = new InFlight(maxInFlight);
    }

    /** How long an ask may take that has no limit of its own. */
    Duration limit() {
        return tries.limit();
    }

    /** Waits for the answer. */
    <M, R> R ask(Ref<M, R> ref, M message, boolean settle) {
        return answer(ref, message, settle, entered(ref));
    }

    /** The same, on a thread of its own. */
    <M, R> CompletableFuture<R> askAsync(Ref<M, R> ref, M message, boolean settle) {
        Observer.Observation observation;
        try {
            observation = entered(ref);
        } catch (Overloaded e) {
            return CompletableFuture.failedFuture(e);
        }
        return answerAsync(ref, message, settle, observation);
    }

    /** What {@link #entered} began, on a thread of its own. */
    <M, R> CompletableFuture<R> answerAsync(
            Ref<M, R> ref, M message, boolean settle, Observer.Observation observation) {
        var reply = new CompletableFuture<R>();
        Thread.startVirtualThread(() -> {
            try {
                reply.complete(answer(ref, message, settle, observation));
            } catch (RuntimeException e) {
                reply.completeExceptionally(e);
            }
        });
        return reply;
    }

    /** Waits for nothing but the node to take it. */
    <M> void tell(Ref<M, ?> ref, M message) {
        Observer.Observation observation = entered(ref);
        Thread.startVirtualThread(() -> {
            try {
                answer(ref, message, false, observation);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "What actor " + ref.id() + " was told may be lost", e);
            }
        });
    }

    /** One more is under way, which {@link #answer} ends, or else {@link #left}. */
    Observer.Observation entered(Ref<?, ?> ref) {
        Observer.Observation observation = observer.begin(Observer.Work.ASK, ref.id(), "");
        try {
            inFlight.enter(ref.id(), ref.type().maxInFlight());
            return observation;
        } catch (Overloaded e) {
            observation.end(Observer.Outcome.OVERLOADED);
            throw e;
        }
    }

    @SuppressWarnings("unchecked") // the owner's behaviour of the same type made the answer
    private <M, R> R answer(Ref<M, R> ref, M message, boolean settle, Observer.Observation observation) {
        Observer.Outcome outcome = Observer.Outcome.FAILED;
        try {
            Object answer = tries.send(outgoing(ref, message, settle, observation.context()));
            Object reply = answer instanceof Post.Settling settling ? settled(ref.id(), settling) : answer;
            outcome = Observer.Outcome.ANSWERED;
            return (R) reply;
        } catch (ActorException e) {
            outcome = outcome(e);
            throw e;
        } finally {
            left(ref, observation, outcome);
        }
    }

    void left(Ref<?, ?> ref, Observer.Observation observation, Observer.Outcome outcome) {
        inFlight.leave(ref.id());
        observation.end(outcome);
    }

    private <M> Outgoing outgoing(Ref<M, ?> ref, M message, boolean settle, String context) {
        ActorType<?, M, ?, ?> type = ref.type();
        return new Outgoing(
                ref.id(),
                message,
                ref.messageId().orElseGet(ids::next),
                type.behavior().repeatable(message),
                settle,
                ref.limit().or(type::writeTimeout).orElseGet(tries::limit),
                context);
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
