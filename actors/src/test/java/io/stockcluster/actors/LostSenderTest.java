package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.engine.Held;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LostSenderTest {

    private static final ActorType<Purse.State, Purse.Message, Purse.Event, Purse.Answer> PURSES =
            ActorType.sharded(Purse.TYPE, new Purse(), Replication.of(3));
    private static final ActorType<Purse.State, Purse.Message, Purse.Event, Purse.Answer> SINGLE =
            ActorType.sharded("single-purse", new Purse(), Replication.of(1));

    /** The key of an actor that lives there. */
    private static String on(String node, ActorSystem asked) {
        var shards = asked.shards().orElseThrow().shards();
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "from " + i)
                .filter(key -> shards.get(Held.shardOf(new ActorId(SINGLE.name(), key)))
                        .copies()
                        .getFirst()
                        .equals(node))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_an_actor_sends_that_lost_its_only_copy_arrives_like_anything_else() {
        try (var nodes = Nodes.started(3, PURSES, SINGLE)) {
            var asker = nodes.host(0);
            var from = asker.actor(SINGLE, on("node-1", asker));
            from.askSettled(new Purse.Pay("before", "to", 1));
            from.askSettled(new Purse.Pay("before, too", "to", 1));

            nodes.host(1).close();
            nodes.awaitSettled(2);
            assertThat(from.ask(new Purse.HowMuch()).money())
                    .as("all that is lost")
                    .isZero();
            from.askSettled(new Purse.Pay("after", "to", 5));

            assertThat(asker.actor(PURSES, "to").ask(new Purse.HowMuch()).money())
                    .isEqualTo(7);
        }
    }
}
