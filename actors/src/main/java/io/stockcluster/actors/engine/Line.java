package io.stockcluster.actors.engine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The way from here to the owners. */
interface Line extends AutoCloseable {

    /**
     * Sends it to the owner of that key and waits for what comes back, on the caller's own thread: reading an answer may
     * mean asking for the fields of a class that this node has not met, which must never wait on a thread that brings
     * answers.
     */
    Object call(String type, String key, Ask ask, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException;

    @Override
    default void close() {}
}
