package io.stockcluster.operator.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.logging.LogRecord;

/** What the forms of a line have in common. */
final class Trace {

    private Trace() {}

    static Optional<String> of(LogRecord entry) {
        return Optional.ofNullable(entry.getThrown()).map(thrown -> {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return text.toString();
        });
    }

    static String shortName(LogRecord entry) {
        String name = entry.getLoggerName() == null ? "" : entry.getLoggerName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
