package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.stockcluster.actors.LeftBehind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How a node leaves in peace.
 *
 * <ol>
 *   <li>It tells the others.
 *   <li>It hands over, and is gone when all has arrived.
 *   <li>At the limit, or as soon as it has heard that nobody stays whom it could hand over to, it goes with what it still
 *       has.
 * </ol>
 *
 * @param mostCopies how many copies those actors have that have the most
 */
record Leaving(HazelcastInstance instance, Optional<Host> host, int mostCopies) {

    private static final long LOOK_AGAIN_MILLIS = 20;

    LeftBehind leave(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        host.ifPresent(h -> h.departures().announce(instance));
        if (nobodyStays()) {
            return leftBehind();
        }
        var gone = CompletableFuture.runAsync(instance::shutdown, Thread::startVirtualThread);
        try {
            while (!isOver(gone)) {
                if (System.nanoTime() - end > 0 || nobodyStays()) {
                    return leftBehind();
                }
            }
            return LeftBehind.NOTHING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leftBehind();
        }
    }

    private static boolean isOver(CompletableFuture<Void> gone) throws InterruptedException {
        try {
            gone.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "This node could not leave in peace: " + e.getCause().getMessage(), e);
        }
    }

    private boolean nobodyStays() {
        try {
            return host.isPresent() && host.get().departures().nobodyStays(instance);
        } catch (HazelcastInstanceNotActiveException e) {
            // It has just left.
            return false;
        }
    }

    private LeftBehind leftBehind() {
        boolean alone = nobodyStays();
        return host.map(h -> h.copies().leftBehind(mostCopies))
                .filter(left -> left.owned() + left.copies() > 0)
                .map(left -> alone ? LeftBehind.toNobody(left.owned(), left.copies()) : left)
                .orElse(LeftBehind.NOTHING);
    }
}
