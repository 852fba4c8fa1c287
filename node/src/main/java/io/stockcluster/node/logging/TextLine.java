package io.stockcluster.node.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.LogRecord;

/** A line for people. */
final class TextLine implements Line {

    private final String node;

    TextLine(String node) {
        this.node = node;
    }

    @Override
    public String of(LogRecord entry, LogContext context) {
        StringBuilder line = new StringBuilder(200)
                .append(entry.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(String.format(
                        Locale.ROOT, "%-5s", Levels.name(entry.getLevel()).toUpperCase(Locale.ROOT)))
                .append(' ')
                .append(node)
                .append(' ')
                .append(shortened(entry.getLoggerName()))
                .append(": ")
                .append(Line.message(entry));
        context.fields()
                .forEach((name, value) ->
                        line.append(' ').append(name).append('=').append(value));
        line.append('\n');
        if (entry.getThrown() != null) {
            StringWriter trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return line.toString();
    }

    private static String shortened(String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }
}
