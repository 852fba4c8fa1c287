package io.stockcluster.node;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether this process has run out of memory anywhere. What was under way there is half done, and only a new process is
 * sound. The engine stops by itself when that happens on one of its threads.
 */
final class OutOfMemory {

    private static final Logger LOG = System.getLogger(OutOfMemory.class.getName());

    private final AtomicBoolean happened = new AtomicBoolean();

    /** Looks at a failure. */
    void look(Throwable failure) {
        if (failure instanceof OutOfMemoryError && happened.compareAndSet(false, true)) {
            LOG.log(
                    Level.ERROR,
                    "Out of memory: only a restart helps, and this node says that it is not alive",
                    failure);
        }
    }

    /** Looks at whatever ends a thread of this process from now on. */
    void watchThreads() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            look(failure);
            LOG.log(Level.ERROR, "The thread " + thread.getName() + " has ended", failure);
        });
    }

    boolean happened() {
        return happened.get();
    }
}
