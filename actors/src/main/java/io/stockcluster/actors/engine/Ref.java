package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorRef;
import io.stockcluster.actors.ActorType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

record Ref<M, R>(Asker asker, ActorType<?, M, ?, R> type, ActorId id) implements ActorRef<M, R> {

    @Override
    public R ask(M message) {
        return await(askAsync(message));
    }

    @Override
    public R askSettled(M message) {
        return await(askSettledAsync(message));
    }

    @Override
    public CompletableFuture<R> askAsync(M message) {
        return asker.ask(type, id, message, false);
    }

    @Override
    public CompletableFuture<R> askSettledAsync(M message) {
        return asker.ask(type, id, message, true);
    }

    private static <R> R await(CompletableFuture<R> reply) {
        try {
            return reply.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ActorException known) {
                // Made on another thread: its stack says nothing of who asked.
                known.setStackTrace(Thread.currentThread().getStackTrace());
                throw known;
            }
            throw e;
        }
    }
}
