package io.stockcluster.node.logging;

import java.util.logging.LogManager;

/**
 * A log manager that still works while the process ends. The JDK's own takes all handlers away in a shutdown hook, side
 * by side with ours, and what a node says as it leaves would be lost.
 *
 * <p>Public only because the JDK makes it, by the name in {@code java.util.logging.manager}.
 */
public final class ProcessLogManager extends LogManager {

    /** What the JDK calls at the end; and at the beginning, when there is nothing yet to take away. */
    @Override
    public void reset() {
        // handlers stay
    }
}
