package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorRef;
import io.stockcluster.actors.ActorType;
import java.util.concurrent.CompletableFuture;

record Ref<M, R>(Asker asker, ActorType<?, M, ?, R> type, ActorId id) implements ActorRef<M, R> {

    @Override
    public R ask(M message) {
        return asker.ask(type, id, message, false);
    }

    @Override
    public R askSettled(M message) {
        return asker.ask(type, id, message, true);
    }

    @Override
    public CompletableFuture<R> askAsync(M message) {
        return asker.askAsync(type, id, message, false);
    }

    @Override
    public CompletableFuture<R> askSettledAsync(M message) {
        return asker.askAsync(type, id, message, true);
    }
}
