package io.stockcluster.operator.logging;

import java.util.logging.LogManager;

/**
 * The JDK's own forgets every handler as soon as the process is told to stop, so that nothing could be said of the
 * stopping itself. The JDK makes it by its name, so it is public.
 */
public final class LastingLogManager extends LogManager {

    @Override
    public void reset() {
        // What is set up stays until the process ends.
    }
}
