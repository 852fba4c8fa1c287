package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class JoiningTest {

    private static final ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> TALLIES = Tally.type(2);

    @Test
    void a_host_that_joins_leaves_no_write_of_a_client_in_doubt() {
        try (var nodes = Nodes.ofSize(4, TALLIES)) {
            nodes.start(0);
            nodes.start(1);
            nodes.start(2);
            nodes.awaitSafe();
            try (var client = nodes.client()) {
                await().atMost(Nodes.LIMIT).until(client::reachable);
                var joined = new AtomicBoolean();
                CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                    for (int i = 0; !joined.get(); i++) {
                        client.actor(TALLIES, "key " + i).ask(new Tally.AddEach(1));
                    }
                });

                nodes.start(3);
                nodes.awaitSettled(4);
                joined.set(true);

                assertThatCode(writing::join)
                        .as("none of these may be sent twice, so whichever is in doubt fails")
                        .doesNotThrowAnyException();
            }
        }
    }
}
