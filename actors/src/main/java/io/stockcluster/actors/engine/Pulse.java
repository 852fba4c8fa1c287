package io.stockcluster.actors.engine;

import com.hazelcast.instance.impl.OutOfMemoryErrorDispatcher;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import com.hazelcast.spi.impl.operationservice.impl.OperationServiceImpl;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Whether the shards' threads still do what they are given. One that is stuck, in a behaviour that never ends or in a
 * lock, answers for none of its shards any more, and nothing but a new process helps.
 *
 * <p>Each second, each thread is given something to do. What counts are the seconds in which this process ran: one that
 * was frozen and goes on is not stuck.
 *
 * <p>Nor is anything sound any more where one of Hazelcast's threads ran out of memory: what it was at is half done.
 * Hazelcast itself stops only where the heap is at its largest, and lets it pass otherwise.
 */
final class Pulse implements AutoCloseable {

    /** No message and no move takes so long, and no pause of the garbage collector that one recovers from. */
    private static final int STUCK_SECONDS = 30;

    private static final Logger LOG = System.getLogger(Pulse.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final OperationServiceImpl threads;

    /** For each thread, how often it was given something since it last did it. */
    private final AtomicIntegerArray undone;

    private final int stuckAfter;

    /** Hazelcast counts for the whole process. */
    private final int outOfMemoryBefore = OutOfMemoryErrorDispatcher.getOutOfMemoryErrorCount();

    /** Only the one thread that beats uses it. */
    private boolean told;

    private final ScheduledFuture<?> beating;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("actors-pulse").daemon().factory());

    Pulse(NodeEngine engine) {
        this(engine, STUCK_SECONDS);
    }

    Pulse(NodeEngine engine, int stuckAfter) {
        this.stuckAfter = stuckAfter;
        threads = (OperationServiceImpl) engine.getOperationService();
        undone = new AtomicIntegerArray(threads.getPartitionThreadCount());
        beating = timer.scheduleWithFixedDelay(this::beat, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether all threads do something, and none ran out of memory. */
    boolean beats() {
        if (outOfMemory()) {
            return false;
        }
        for (int thread = 0; thread < undone.length(); thread++) {
            if (undone.get(thread) > stuckAfter) {
                return false;
            }
        }
        return true;
    }

    private boolean outOfMemory() {
        return OutOfMemoryErrorDispatcher.getOutOfMemoryErrorCount() > outOfMemoryBefore;
    }

    private void beat() {
        try {
            if (outOfMemory() && !told) {
                told = true;
                LOG.log(Level.ERROR, "Out of memory on a thread of Hazelcast: only a restart helps");
            }
            for (int thread = 0; thread < undone.length(); thread++) {
                if (undone.getAndIncrement(thread) == stuckAfter) {
                    LOG.log(Level.ERROR, "A thread of shards is stuck, after {0} s", stuckAfter);
                }
                threads.execute(new Beat(thread));
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the beating, and a node that is about to stop would seem stuck.
            LOG.log(Level.DEBUG, "The shards' threads take nothing more", e);
        }
    }

    /** A shard's thread is that of its number, modulo the number of threads. */
    private final class Beat implements PartitionSpecificRunnable {
        private final int thread;

        Beat(int thread) {
            this.thread = thread;
        }

        @Override
        public int getPartitionId() {
            return thread;
        }

        @Override
        public void run() {
            undone.set(thread, 0);
        }
    }

    @Override
    public void close() {
        beating.cancel(false);
        timer.shutdownNow();
    }
}
