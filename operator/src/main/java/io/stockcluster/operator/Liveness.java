package io.stockcluster.operator;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the operator should go on living.
 *
 * <p>A watch that is not connected is usually about to be again, and while the API server does not answer, nothing would
 * be won by a restart. But an operator whose watches stay dead although the API server answers sees nothing of what happens
 * to its clusters, and would never notice: it is to be started anew. (A connection that is open but silent is closed by the
 * watches themselves, every five to ten minutes.)
 */
final class Liveness {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BooleanSupplier watching;
    private final BooleanSupplier answers;
    private final LongSupplier nanoTime;
    private long wellAt;

    /**
     * @param watching whether every watch is connected, or none is needed now
     * @param answers whether the API server does
     */
    Liveness(BooleanSupplier watching, BooleanSupplier answers, LongSupplier nanoTime) {
        this.watching = watching;
        this.answers = answers;
        this.nanoTime = nanoTime;
        this.wellAt = nanoTime.getAsLong();
    }

    /** To be asked again and again, as a probe does: it counts how long it has heard nothing good. */
    synchronized boolean isLive() {
        long now = nanoTime.getAsLong();
        if (watching.getAsBoolean() || !answers.getAsBoolean()) {
            wellAt = now;
        }
        return now - wellAt < PATIENCE.toNanos();
    }
}
