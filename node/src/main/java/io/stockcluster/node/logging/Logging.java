package io.stockcluster.node.logging;

import io.stockcluster.node.config.Settings.Log;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
        Handler handler = new LineHandler(
                new FileOutputStream(FileDescriptor.out),
                switch (log.format()) {
                    case TEXT -> new TextLine(node);
                    case JSON -> new JsonLine(node);
                });
        root.addHandler(handler);
        root.setLevel(least(log.level(), Level.INFO));
        Kept.OURS.setLevel(log.level());
        Level libraries = log.level().equals(Level.FINE) ? Level.INFO : least(log.level(), Level.WARNING);
        Kept.LIBRARIES.forEach(logger -> logger.setLevel(libraries));
    }

    private static Level least(Level one, Level other) {
        return one.intValue() > other.intValue() ? one : other;
    }
}
