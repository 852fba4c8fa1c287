package io.stockcluster.actors.engine;

import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A question that is answered on a shard's thread, which is alone with the shard's actors and copies. */
final class OnShard<T> implements PartitionSpecificRunnable {

    private final int shard;
    private final Supplier<T> question;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    private OnShard(int shard, Supplier<T> question) {
        this.shard = shard;
        this.question = question;
    }

    /** Whatever the question throws fails the answer. Messages to the shard wait meanwhile, so it has to be short. */
    static <T> CompletableFuture<T> ask(NodeEngine engine, int shard, Supplier<T> question) {
        var asked = new OnShard<>(shard, question);
        engine.getOperationService().execute(asked);
        return asked.answer;
    }

    @Override
    public int getPartitionId() {
        return shard;
    }

    @Override
    public void run() {
        try {
            answer.complete(question.get());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
