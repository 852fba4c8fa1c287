package io.stockcluster.operator.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void aLineForPeopleHasTimeLevelPlaceAndMessage() {
        assertThat(new TextLine().format(entry()))
                .isEqualTo("2026-01-01T12:00:00.123Z INFO    Reconciler demo: applied 2 resources%n".formatted());
    }

    @Test
    void aLineForMachinesIsOneObjectWithTheErrorInIt() throws JsonProcessingException {
        LogRecord entry = entry();
        entry.setThrown(new IllegalStateException("no way"));

        String line = new JsonLine().format(entry);

        assertThat(line.lines()).hasSize(1);
        JsonNode object = new ObjectMapper().readTree(line);
        assertThat(object.path("message").asText()).isEqualTo("demo: applied 2 resources");
        assertThat(object.path("level").asText()).isEqualTo("INFO");
        assertThat(object.path("error").asText()).contains("IllegalStateException: no way");
    }

    private static LogRecord entry() {
        LogRecord entry = new LogRecord(Level.INFO, "{0}: applied {1} resources");
        entry.setParameters(new Object[] {"demo", 2});
        entry.setLoggerName("io.stockcluster.operator.Reconciler");
        entry.setInstant(Instant.parse("2026-01-01T12:00:00.123456Z"));
        return entry;
    }
}
