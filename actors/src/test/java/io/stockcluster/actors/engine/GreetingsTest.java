package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.Nodes;
import io.stockcluster.actors.Ports;
import io.stockcluster.actors.Tally;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GreetingsTest {

    /** As a frozen host's kernel does. */
    @Test
    void a_connection_that_is_taken_and_not_greeted_is_closed() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(Math.toIntExact(Nodes.LIMIT.toMillis()));
            int port = Ports.free(1).getFirst();
            var config = ActorSystemConfig.host("greetings", "node-0", port)
                    .withSeeds(List.of("127.0.0.1:" + port, "127.0.0.1:" + silent.getLocalPort()))
                    .withExpectedSize(1);
            CompletableFuture<ActorSystem> host =
                    CompletableFuture.supplyAsync(() -> ActorSystem.start(config, Tally.type(1)));

            try (var taken = silent.accept()) {
                assertThat(taken.getInputStream().readAllBytes())
                        .as("what it says before it gives up")
                        .startsWith("HZC".getBytes(StandardCharsets.UTF_8));
            } finally {
                host.join().close();
            }
        }
    }
}
