package io.stockcluster.node.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/**
 * A line for people, and only one for each event, so that whoever searches or counts lines finds all of it: where the
 * message has a line break stands {@code \n}, and between the lines of a stack trace {@code |}.
 */
final class TextLine implements Line {

    private static final String BETWEEN = " | ";

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
                .append(onOneLine(Line.message(entry)));
        context.fields()
                .forEach((name, value) ->
                        line.append(' ').append(name).append('=').append(onOneLine(value)));
        if (entry.getThrown() != null) {
            line.append(BETWEEN).append(trace(entry.getThrown()));
        }
        return line.append('\n').toString();
    }

    private static String shortened(String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString()
                .lines()
                .map(String::strip)
                .map(TextLine::onOneLine)
                .collect(Collectors.joining(BETWEEN));
    }

    /** Without line breaks, nor what a terminal would take for a command. */
    private static String onOneLine(String text) {
        if (text == null || text.chars().noneMatch(TextLine::isControl)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(character -> {
            switch (character) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (isControl(character)) {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", character));
                    } else {
                        escaped.append((char) character);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** The last two are line breaks, too. */
    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }
}
