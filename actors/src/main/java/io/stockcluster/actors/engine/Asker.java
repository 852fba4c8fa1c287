package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Overloaded;
import io.stockcluster.actors.WriteTimeout;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;

/** The application's asks: no more at a time than a node takes, and where it is wanted, until all is settled. */
final class Asker {

    private static final Logger LOG = System.getLogger(Asker.class.getName());

    private final Tries tries;
    private final Postman postman;
    private final InFlight inFlight;
    private final MessageIds ids = new MessageIds();

    Asker(Tries tries, Postman postman, int maxInFlight) {
        this.tries = tries;
        this.postman = postman;
        this.inFlight = new InFlight(maxInFlight);
    }

    /** Waits for the answer. */
    <M, R> R ask(Ref<M, R> ref, M message, boolean settle) {
        inFlight.enter(ref.id(), ref.type().maxInFlight());
        return answer(ref, message, settle);
    }

    /** The same, on a thread of its own. */
    <M, R> CompletableFuture<R> askAsync(Ref<M, R> ref, M message, boolean settle) {
        try {
            inFlight.enter(ref.id(), ref.type().maxInFlight());
        } catch (Overloaded e) {
            return CompletableFuture.failedFuture(e);
        }
        var reply = new CompletableFuture<R>();
        Thread.startVirtualThread(() -> {
            try {
                reply.complete(answer(ref, message, settle));
            } catch (RuntimeException e) {
                reply.completeExceptionally(e);
            }
        });
        return reply;
    }

    /** Waits for nothing but the node to take it. */
    <M> void tell(Ref<M, ?> ref, M message) {
        inFlight.enter(ref.id(), ref.type().maxInFlight());
        Thread.startVirtualThread(() -> {
            try {
                answer(ref, message, false);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "What actor " + ref.id() + " was told may be lost", e);
            }
        });
    }

    @SuppressWarnings("unchecked") // the owner's behaviour of the same type made the answer
    private <M, R> R answer(Ref<M, R> ref, M message, boolean settle) {
        try {
            Object answer = tries.send(outgoing(ref, message, settle));
            return (R) (answer instanceof Post.Settling settling ? settled(ref.id(), settling) : answer);
        } finally {
            inFlight.leave(ref.id());
        }
    }

    private <M> Outgoing outgoing(Ref<M, ?> ref, M message, boolean settle) {
        ActorType<?, M, ?, ?> type = ref.type();
        return new Outgoing(
                ref.id(),
                message,
                ref.messageId().orElseGet(ids::next),
                type.behavior().repeatable(message),
                settle,
                ref.limit().or(type::writeTimeout).orElseGet(tries::limit));
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
