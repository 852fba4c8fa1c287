package io.stockcluster.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void a_json_line_says_when_how_bad_where_and_what() throws Exception {
        JsonNode line = json(entry(Level.WARNING, "it is \"late\"\n{0}", "here"));

        assertThat(line.toString())
                .isEqualTo("{\"time\":\"2026-01-01T12:00:00.123Z\",\"level\":\"warn\",\"node\":\"node-1\","
                        + "\"logger\":\"io.stockcluster.node.Test\",\"message\":\"it is \\\"late\\\"\\nhere\"}");
    }

    @Test
    void a_json_line_of_a_request_has_its_trace_and_one_of_an_actor_its_name() throws Exception {
        AtomicReference<JsonNode> line = new AtomicReference<>();

        new LogContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "stock-pot/Depot/Tea")
                .run(() -> line.set(json(entry(Level.FINE, "sold"))));

        assertThat(line.get().path("traceId").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.get().path("spanId").asText()).isEqualTo("b7ad6b7169203331");
        assertThat(line.get().path("actor").asText()).isEqualTo("stock-pot/Depot/Tea");
        assertThat(line.get().path("level").asText()).isEqualTo("debug");
        assertThat(json(entry(Level.INFO, "after")).has("traceId")).isFalse();
    }

    @Test
    void an_error_stays_within_its_line() {
        LogRecord entry = entry(Level.SEVERE, "broken");
        entry.setThrown(new IllegalStateException("why"));

        assertThat(new JsonLine("node-1").of(entry, LogContext.current()))
                .containsOnlyOnce("\n")
                .endsWith("}\n");
        assertThat(json(entry).path("error").asText()).contains("IllegalStateException: why", "LinesTest");
    }

    @Test
    void a_text_line_is_short() {
        assertThat(new TextLine("node-1").of(entry(Level.INFO, "ready"), LogContext.current()))
                .isEqualTo("2026-01-01T12:00:00.123Z INFO  node-1 Test: ready\n");
    }

    @Test
    void a_text_line_is_one_whatever_is_in_it() {
        LogRecord entry = entry(Level.SEVERE, "it is\r\nlate {0}", "\u2028\u001b[31m");
        entry.setThrown(new IllegalStateException("why\nindeed", new IllegalArgumentException("since")));
        String[] line = new String[1];

        new LogContext("", "deliveries/a\nb")
                .run(() -> line[0] = new TextLine("node-1").of(entry, LogContext.current()));

        assertThat(line[0])
                .startsWith("2026-01-01T12:00:00.123Z ERROR node-1 Test: it is\\r\\nlate \\u2028\\u001b[31m"
                        + " actor=deliveries/a\\nb | java.lang.IllegalStateException: why | indeed | at "
                        + LinesTest.class.getName() + ".")
                .contains(" | Caused by: java.lang.IllegalArgumentException: since | ")
                .containsOnlyOnce("\n")
                .endsWith("\n");
    }

    private static JsonNode json(LogRecord entry) {
        try {
            return new ObjectMapper().readTree(new JsonLine("node-1").of(entry, LogContext.current()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("no JSON", e);
        }
    }

    private static LogRecord entry(Level level, String message, Object... parameters) {
        LogRecord entry = new LogRecord(level, message);
        entry.setInstant(Instant.parse("2026-01-01T12:00:00.123Z"));
        entry.setLoggerName("io.stockcluster.node.Test");
        entry.setParameters(parameters);
        return entry;
    }
}
