package io.stockcluster.actors.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Ends waits for answers that do not come in time. Nearly all come, and a timer for each is a good part of what an ask
 * costs; so all that wait are looked through now and then instead.
 */
final class Overdue implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

    private final Thread looking =
            Thread.ofPlatform().name("actors-overdue").daemon().start(this::look);

    /** One wait; equal only to itself. */
    private static final class Wait {
        private final CompletableFuture<?> answer;
        private final long end;

        Wait(CompletableFuture<?> answer, long end) {
            this.answer = answer;
            this.end = end;
        }
    }

    /** As {@code answer.get(limit)}, though it may take a little longer than the limit. */
    <T> T get(CompletableFuture<T> answer, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        var wait = new Wait(answer, System.nanoTime() + limit.toNanos());
        waits.add(wait);
        try {
            return answer.get();
        } catch (CancellationException e) {
            throw new TimeoutException("No answer in time");
        } finally {
            waits.remove(wait);
        }
    }

    private void look() {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(INTERVAL);
                long now = System.nanoTime();
                for (Wait wait : waits) {
                    if (now - wait.end > 0) {
                        // Ended in any other way, Hazelcast would tell at length of an answer that comes after all.
                        wait.answer.cancel(false);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
