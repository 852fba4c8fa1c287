package io.stockcluster.node.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineHandlerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Output output = new Output();

    /** Takes nothing, until it is let. */
    private static final class Output extends OutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final CountDownLatch let = new CountDownLatch(1);
        private final CountDownLatch asked = new CountDownLatch(1);

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException("lines are written in one go");
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            asked.countDown();
            try {
                let.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            taken.write(bytes, from, length);
        }

        String text() {
            return taken.toString(StandardCharsets.UTF_8);
        }
    }

    private LineHandler handler(int room) {
        return LineHandler.started(
                output,
                (entry, context) -> entry.getMessage() + context.fields().getOrDefault("actor", "") + "\n",
                room);
    }

    @Test
    void lines_are_written_in_their_order_and_with_what_they_belong_to() throws InterruptedException {
        LineHandler handler = handler(100);
        output.let.countDown();

        handler.publish(new LogRecord(Level.INFO, "one"));
        new LogContext("", " of stock-pot/Depot/Tea").run(() -> handler.publish(new LogRecord(Level.INFO, "two")));
        handler.publish(new LogRecord(Level.INFO, "three"));
        handler.await(LONG);

        assertThat(output.text()).isEqualTo("one\ntwo of stock-pot/Depot/Tea\nthree\n");
    }

    @Test
    void whoever_logs_does_not_wait_and_debug_lines_are_the_first_to_go() throws InterruptedException {
        LineHandler handler = handler(20);
        handler.publish(new LogRecord(Level.INFO, "first"));
        output.asked.await();

        for (Level level : new Level[] {Level.FINE, Level.INFO, Level.WARNING, Level.SEVERE}) {
            for (int i = 0; i < 30; i++) {
                handler.publish(new LogRecord(level, level.getName()));
            }
        }

        assertThat(handler.dropped("debug")).isEqualTo(20);
        assertThat(handler.dropped("info")).isEqualTo(22);
        assertThat(handler.dropped("warn")).isEqualTo(28);
        assertThat(handler.dropped("error")).isEqualTo(30);
        output.let.countDown();
        handler.await(LONG);
        assertThat(output.text().lines()).hasSize(21).contains("FINE", "INFO", "WARNING");
    }

    @Test
    void a_line_that_cannot_be_made_costs_only_itself() {
        LineHandler handler = LineHandler.started(
                output, (entry, context) -> entry.getMessage().strip() + "\n");
        handler.setErrorManager(new java.util.logging.ErrorManager() {
            @Override
            public synchronized void error(String message, Exception failure, int code) {
                // The test waits for the next line.
            }
        });
        output.let.countDown();

        handler.publish(new LogRecord(Level.INFO, null));
        handler.publish(new LogRecord(Level.INFO, "next"));

        await().atMost(LONG).until(() -> output.text().equals("next\n"));
    }
}
