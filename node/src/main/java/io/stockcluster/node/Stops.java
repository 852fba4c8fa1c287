package io.stockcluster.node;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What has been started, to be stopped in the opposite order; also while more is being started by another thread. */
final class Stops implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Stops.class.getName());

    private final Deque<Runnable> stops = new ArrayDeque<>();
    private boolean closed;

    /** Has it run before what was started earlier stops; at once, where that is over. */
    void first(Runnable stop) {
        if (!kept(stop)) {
            stop.run();
        }
    }

    private synchronized boolean kept(Runnable stop) {
        if (!closed) {
            stops.push(stop);
        }
        return !closed;
    }

    private synchronized Optional<Runnable> next() {
        closed = stops.isEmpty();
        return Optional.ofNullable(stops.poll());
    }

    /** What cannot be stopped does not keep the rest from being stopped. */
    @Override
    public void close() {
        for (Optional<Runnable> stop = next(); stop.isPresent(); stop = next()) {
            try {
                stop.get().run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A part of the node did not stop as it should", e);
            }
        }
    }
}
