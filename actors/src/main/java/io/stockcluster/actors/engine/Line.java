package io.stockcluster.actors.engine;

import com.hazelcast.internal.serialization.SerializationService;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
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

    /** The host that owns that key, as far as this node has heard. */
    Optional<UUID> owner(String key);

    /** Sends it to the host, and does not wait. */
    Answering survey(UUID host, Survey survey);

    /** Reads what comes back of it. */
    SerializationService serialization();

    /** What is on its way back. */
    interface Answering {

        /** Waits for it, on the caller's own thread. */
        Surveyed await(Duration limit) throws InterruptedException, ExecutionException, TimeoutException;
    }

    @Override
    default void close() {}
}
