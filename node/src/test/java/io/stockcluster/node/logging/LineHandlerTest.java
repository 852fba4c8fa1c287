package io.stockcluster.node.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.ErrorManager;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new IllegalStateException("no text")),
                arguments(new StackOverflowError()),
                arguments(new NoClassDefFoundError("io/stockcluster/Gone")),
                arguments(new AssertionError("never")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_line_that_cannot_be_made_costs_only_itself(Throwable failure) {
        LineHandler handler = LineHandler.started(output, (entry, context) -> entry.getParameters()[0] + "\n");
        List<String> reported = new CopyOnWriteArrayList<>();
        handler.setErrorManager(new ErrorManager() {
            @Override
            public synchronized void error(String message, Exception why, int code) {
                reported.add(message + ": " + why);
            }
        });
        output.let.countDown();

        handler.publish(entry(new Silent(failure)));
        handler.publish(entry("next"));

        await().atMost(LONG).until(() -> output.text().equals("next\n"));
        assertThat(reported)
                .singleElement()
                .asString()
                .startsWith("A line of io.stockcluster.Test cannot be made")
                .contains(failure.getClass().getName());
    }

    /** Has no text. */
    private record Silent(Throwable failure) {
        @Override
        public String toString() {
            switch (failure) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalArgumentException("neither can be thrown here", failure);
            }
        }
    }

    private static LogRecord entry(Object parameter) {
        LogRecord entry = new LogRecord(Level.INFO, "{0}");
        entry.setLoggerName("io.stockcluster.Test");
        entry.setParameters(new Object[] {parameter});
        return entry;
    }
}
