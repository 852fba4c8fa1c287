package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.stockcluster.actors.LeftBehind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How a node leaves in peace.
 *
 * <ol>
 *   <li>It tells the others. Those that are drained take their share again, where nobody else is left who has one.
 *   <li>It waits until another one takes actors. Until then Hazelcast would let it go with all that it has.
 *   <li>It hands over, and is gone when all has arrived.
 *   <li>At the limit, or as soon as it has heard that nobody stays whom it could hand over to, it goes with what it still
 *       has.
 * </ol>
 */
record Leaving(HazelcastInstance instance, Optional<Host> host) {

    private static final long LOOK_AGAIN_MILLIS = 20;

    /** A host that does not answer by then may not know. */
    private static final Duration TOLD_BY = Duration.ofSeconds(2);

    private static final long TELL_AGAIN_MILLIS = 250;

    LeftBehind leave(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            return awaitTaker(end) ? handOver(end) : leftBehind(has(), nobodyStays());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leftBehind(has(), nobodyStays());
        }
    }

    /** Whether there is one, or nothing to be taken. */
    private boolean awaitTaker(long end) throws InterruptedException {
        if (host.isEmpty()) {
            return true;
        }
        do {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            host.get().departures().announce(instance, left.compareTo(TOLD_BY) < 0 ? left : TOLD_BY);
            if (nobodyStays()) {
                return false;
            }
            if (has().isNothing() || !host.get().drains().nobodyElseTakes()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(TELL_AGAIN_MILLIS);
        } while (System.nanoTime() - end < 0);
        return false;
    }

    private LeftBehind handOver(long end) throws InterruptedException {
        Set<UUID> others = Departures.others(instance);
        LeftBehind had = has();
        var gone = new FutureTask<Void>(instance::shutdown, null);
        Thread.startVirtualThread(gone);
        try {
            while (!isOver(gone)) {
                LeftBehind has = has();
                had = has.owned() > 0 ? has : had;
                boolean alone = nobodyStays();
                if (alone || System.nanoTime() - end > 0) {
                    return leftBehind(has, alone);
                }
            }
            // The last one may be over before it looks again.
            boolean toNobody = host.filter(h -> h.departures().allLeave(others)).isPresent();
            return toNobody ? leftBehind(had, true) : LeftBehind.NOTHING;
        } finally {
            // Interrupted, Hazelcast waits no longer for what may never be handed over, and ends.
            gone.cancel(true);
        }
    }

    private static boolean isOver(Future<Void> gone) throws InterruptedException {
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
            return host.isPresent() && host.get().departures().allLeave(Departures.others(instance));
        } catch (HazelcastInstanceNotActiveException e) {
            // It has just left.
            return false;
        }
    }

    private LeftBehind has() {
        return host.map(h -> h.copies().leftBehind()).orElse(LeftBehind.NOTHING);
    }

    private static LeftBehind leftBehind(LeftBehind left, boolean toNobody) {
        if (left.isNothing()) {
            return LeftBehind.NOTHING;
        }
        return toNobody ? LeftBehind.toNobody(left.owned(), left.copies()) : left;
    }
}
