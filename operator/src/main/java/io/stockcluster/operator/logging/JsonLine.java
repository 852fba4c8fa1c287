package io.stockcluster.operator.logging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One JSON object per event, an error's trace included. */
final class JsonLine extends Formatter {

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public String format(LogRecord entry) {
        ObjectNode line = mapper.createObjectNode()
                .put("time", entry.getInstant().toString())
                .put("level", entry.getLevel().getName())
                .put("logger", entry.getLoggerName())
                .put("message", formatMessage(entry));
        Trace.of(entry).ifPresent(trace -> line.put("error", trace));
        return line + "\n";
    }
}
