package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorRef;
import io.stockcluster.actors.ActorType;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An actor, and how it is asked.
 *
 * @param limit where it is not the usual one
 * @param messageId where the asker gives one
 */
record Ref<M, R>(
        Asker asker, ActorType<?, M, ?, R> type, ActorId id, Optional<Duration> limit, Optional<String> messageId)
        implements ActorRef<M, R> {

    @Override
    public Ref<M, R> within(Duration newLimit) {
        if (!newLimit.isPositive()) {
            throw new IllegalArgumentException("A limit of " + newLimit + " is no time to wait: use more than zero");
        }
        return new Ref<>(asker, type, id, Optional.of(newLimit), messageId);
    }

    @Override
    public ActorRef<M, R> identifiedBy(String newMessageId) {
        Objects.requireNonNull(newMessageId, "a message's id is missing");
        if (newMessageId.isEmpty()) {
            throw new IllegalArgumentException("A message's id must not be empty");
        }
        return new Ref<>(asker, type, id, limit, Optional.of(newMessageId));
    }

    @Override
    public R ask(M message) {
        return asker.ask(this, message, false);
    }

    @Override
    public R askSettled(M message) {
        return asker.ask(this, message, true);
    }

    @Override
    public CompletableFuture<R> askAsync(M message) {
        return asker.askAsync(this, message, false);
    }

    @Override
    public CompletableFuture<R> askSettledAsync(M message) {
        return asker.askAsync(this, message, true);
    }

    @Override
    public void tell(M message) {
        asker.tell(this, message);
    }
}
