package io.stockcluster.node.logging;

import io.stockcluster.node.config.Settings.Log;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets the logging of the whole process up. */
public final class Logging {

    /** Libraries tell at 'info' what interests only who looks for a fault. */
    private static final List<String> TALKATIVE = List.of("com.hazelcast", "io.helidon", "com.nimbusds");

    /**
     * The JDK forgets a logger's level with the logger, and holds loggers only weakly. A class of its own, since the
     * first logger decides which log manager there is, and {@link #prepare} must come before it.
     */
    private static final class Kept {
        private static final List<Logger> LIBRARIES =
                TALKATIVE.stream().map(Logger::getLogger).toList();

        private static final Logger OURS = Logger.getLogger("io.stockcluster");
    }

    /** Long enough for a terminal or a collector that is slow, and little of the time that a pod has to end. */
    private static final Duration LAST_LINES = Duration.ofSeconds(2);

    private static volatile LineHandler current;

    private Logging() {}

    /** Must be called before anything else logs: the JDK takes the log manager of that moment for good. */
    public static void prepare() {
        System.setProperty("java.util.logging.manager", ProcessLogManager.class.getName());
    }

    /** From now on every line of the process looks like this. */
    public static void start(Log log, String node) {
        Logger root = Logger.getLogger("");
        for (Handler theirs : root.getHandlers()) {
            root.removeHandler(theirs);
        }
        LineHandler handler = LineHandler.started(
                new FileOutputStream(FileDescriptor.out),
                switch (log.format()) {
                    case TEXT -> new TextLine(node);
                    case JSON -> new JsonLine(node);
                });
        root.addHandler(handler);
        current = handler;
        root.setLevel(least(log.level(), Level.INFO));
        Kept.OURS.setLevel(log.level());
        Level libraries = log.level().equals(Level.FINE) ? Level.INFO : least(log.level(), Level.WARNING);
        Kept.LIBRARIES.forEach(logger -> logger.setLevel(libraries));
    }

    /** Waits for the last lines to be written, before the process ends. */
    public static void finish() {
        try {
            if (current != null) {
                current.await(LAST_LINES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The levels that lines may have. */
    public static List<String> levels() {
        return Levels.NAMES;
    }

    /** How many lines of that level were dropped so far, because they came faster than they could be written. */
    public static long dropped(String level) {
        return current == null ? 0 : current.dropped(level);
    }

    private static Level least(Level one, Level other) {
        return one.intValue() > other.intValue() ? one : other;
    }
}
