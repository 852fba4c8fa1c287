package io.stockcluster.node.logging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.logging.LogRecord;

/** A line for machines: one JSON object. */
final class JsonLine implements Line {

    private final JsonFactory json = new JsonFactory();
    private final String node;

    JsonLine(String node) {
        this.node = node;
    }

    @Override
    public String of(LogRecord entry, LogContext context) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator out = json.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("time", entry.getInstant().toString());
            out.writeStringField("level", Levels.name(entry.getLevel()));
            out.writeStringField("node", node);
            out.writeStringField("logger", entry.getLoggerName() == null ? "" : entry.getLoggerName());
            out.writeStringField("message", Line.message(entry));
            for (Map.Entry<String, String> field : context.fields().entrySet()) {
                out.writeStringField(field.getKey(), field.getValue());
            }
            if (entry.getThrown() != null) {
                StringWriter trace = new StringWriter();
                entry.getThrown().printStackTrace(new PrintWriter(trace));
                out.writeStringField("error", trace.toString());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A writer into memory does not fail", e);
        }
        return line.append('\n').toString();
    }
}
