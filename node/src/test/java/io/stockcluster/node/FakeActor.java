package io.stockcluster.node;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorRef;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** An actor without a cluster: however it is asked, the test says what it answers, and when. */
public record FakeActor<M, R>(ActorId id, Function<M, CompletableFuture<R>> answers) implements ActorRef<M, R> {

    @Override
    public ActorRef<M, R> within(Duration limit) {
        return this;
    }

    @Override
    public ActorRef<M, R> identifiedBy(String messageId) {
        return this;
    }

    @Override
    public R ask(M message) {
        return askAsync(message).join();
    }

    @Override
    public R askSettled(M message) {
        return ask(message);
    }

    @Override
    public CompletableFuture<R> askAsync(M message) {
        return answers.apply(message);
    }

    @Override
    public CompletableFuture<R> askSettledAsync(M message) {
        return askAsync(message);
    }

    @Override
    public void tell(M message) {
        ask(message);
    }
}
