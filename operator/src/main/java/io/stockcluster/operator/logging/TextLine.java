package io.stockcluster.operator.logging;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Time, level, logger and message; an error's trace follows on lines of its own. */
final class TextLine extends Formatter {

    @Override
    public String format(LogRecord entry) {
        Instant time = entry.getInstant().truncatedTo(ChronoUnit.MILLIS);
        return "%s %-7s %s %s%n%s"
                .formatted(
                        time,
                        entry.getLevel().getName(),
                        Trace.shortName(entry),
                        formatMessage(entry),
                        Trace.of(entry).orElse(""));
    }
}
