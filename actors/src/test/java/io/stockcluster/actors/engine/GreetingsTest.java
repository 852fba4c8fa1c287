package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.Nodes;
import io.stockcluster.actors.Ports;
import io.stockcluster.actors.Tally;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GreetingsTest {

    /** Less than it is open, by far: trying without a pause takes a processor all the time. */
    private static final Duration LITTLE = Duration.ofMillis(500);

    /** As a frozen host's kernel does. */
    @Test
    void a_connection_that_is_taken_and_not_greeted_is_closed_and_costs_little_meanwhile() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(Math.toIntExact(Nodes.LIMIT.toMillis()));
            int port = Ports.free(1).getFirst();
            var config = ActorSystemConfig.host("greetings", "node-0", port)
                    .withSeeds(List.of("127.0.0.1:" + port, "127.0.0.1:" + silent.getLocalPort()))
                    .withExpectedSize(1);
            CompletableFuture<ActorSystem> host =
                    CompletableFuture.supplyAsync(() -> ActorSystem.start(config, Tally.type(1)));

            try (var taken = silent.accept()) {
                Duration before = spentOnWriting();
                assertThat(taken.getInputStream().readAllBytes())
                        .as("what it says before it gives up")
                        .startsWith("HZC".getBytes(StandardCharsets.UTF_8));
                assertThat(spentOnWriting().minus(before)).isLessThan(LITTLE);
            } finally {
                host.join().close();
            }
        }
    }

    /** The processors' time of Hazelcast's threads that write to connections. */
    private static Duration spentOnWriting() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().contains("IO.thread-out"))
                .map(thread -> Duration.ofNanos(threads.getThreadCpuTime(thread.getThreadId())))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
