package io.stockcluster.operator.logging;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Sends every log line to standard output. */
public final class Logging {

    /** The JDK forgets loggers that nobody holds, and their levels with them. */
    private static final List<Logger> KEPT = new CopyOnWriteArrayList<>();

    private Logging() {}

    /** In which form a line is written. */
    public enum Format {
        TEXT,
        JSON
    }

    /** Must come before anything else logs: the JDK takes the log manager of that moment for good. */
    public static void start(Format format, Level level) {
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new Lines(
                switch (format) {
                    case TEXT -> new TextLine();
                    case JSON -> new JsonLine();
                }));
        root.setLevel(Level.WARNING);
        keep(Logger.getLogger("io.stockcluster"), level);
        keep(Logger.getLogger("io.javaoperatorsdk"), Level.WARNING);
    }

    private static void keep(Logger logger, Level level) {
        logger.setLevel(level);
        KEPT.add(logger);
    }

    /** Writes each line at once: the JDK's handler would keep it back, and its console handler writes to standard error. */
    private static final class Lines extends StreamHandler {

        Lines(Formatter formatter) {
            super(new FileOutputStream(FileDescriptor.out), formatter);
            setLevel(Level.ALL);
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            super.publish(entry);
            flush();
        }

        /** Standard output is not ours to close. */
        @Override
        public synchronized void close() {
            flush();
        }
    }
}
