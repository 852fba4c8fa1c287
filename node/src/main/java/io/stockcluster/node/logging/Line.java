package io.stockcluster.node.logging;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** How a line looks. */
@FunctionalInterface
interface Line {

    /** Only a formatter of the JDK's fills parameters in. */
    Formatter MESSAGES = new SimpleFormatter();

    /** The whole line, its end included. */
    String of(LogRecord entry, LogContext context);

    /** The message with its parameters, as the JDK's formatters make it. */
    static String message(LogRecord entry) {
        return MESSAGES.formatMessage(entry);
    }
}
