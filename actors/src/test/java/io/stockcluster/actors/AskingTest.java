package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How an actor can be asked, and how it knows what it is asked. */
class AskingTest {

    private static final ActorType<Clerk.Book, Clerk.Message, Clerk.Wrote, Clerk.Page> CLERKS =
            ActorType.sharded("clerk", new Clerk(), Replication.of(1));

    private static final Clerk.Ponder LONGER_THAN_ANY_LIMIT_HERE = new Clerk.Ponder(1_500);

    @Test
    void each_ask_has_an_id_of_its_own() {
        try (var nodes = Nodes.started(1, CLERKS)) {
            var clerk = nodes.host(0).actor(CLERKS, "a");
            clerk.ask(new Clerk.WriteOnce("one"));
            clerk.ask(new Clerk.WriteOnce("two"));

            var page = clerk.ask(new Clerk.Read());
            assertThat(page.words()).isEqualTo("one;two;");
            assertThat(page.ids().split(";")).doesNotHaveDuplicates();
        }
    }

    @Test
    void two_asks_by_one_id_are_one_message_to_a_behaviour_that_keeps_the_ids() {
        try (var nodes = Nodes.started(1, CLERKS)) {
            var clerk = nodes.host(0).actor(CLERKS, "a");
            clerk.identifiedBy("request-1").ask(new Clerk.WriteOnce("one"));
            clerk.identifiedBy("request-1").ask(new Clerk.WriteOnce("one"));

            assertThat(clerk.ask(new Clerk.Read()).words()).isEqualTo("one;");
        }
    }

    @Test
    void the_engines_own_repetitions_of_an_ask_are_one_message() {
        var safe = ActorType.sharded("clerk", new Clerk(), Replication.of(3));
        try (var nodes = Nodes.started(3, safe)) {
            var asker = nodes.host(0);
            List<CompletableFuture<Clerk.Page>> asks = IntStream.range(0, 400)
                    .mapToObj(i -> asker.actor(safe, "clerk " + i % 100).askAsync(new Clerk.WriteOnce("word")))
                    .toList();
            nodes.host(1).close();

            asks.forEach(CompletableFuture::join);
            assertThat(IntStream.range(0, 100)
                            .mapToObj(i -> asker.actor(safe, "clerk " + i).ask(new Clerk.Read())))
                    .allSatisfy(page -> assertThat(page.words()).isEqualTo("word;".repeat(4)));
        }
    }

    @Test
    void what_is_told_happens_though_nobody_waits() {
        try (var nodes = Nodes.started(2, CLERKS)) {
            var clerk = nodes.host(0).actor(CLERKS, "a");
            clerk.tell(new Clerk.Write("told"));

            await().untilAsserted(() ->
                    assertThat(clerk.ask(new Clerk.Read()).words()).isEqualTo("told;"));
        }
    }

    @Test
    void an_ask_may_have_a_limit_of_its_own() {
        try (var nodes = Nodes.started(1, CLERKS)) {
            var clerk = nodes.host(0).actor(CLERKS, "a");

            assertThatThrownBy(() -> clerk.within(Duration.ofMillis(200)).ask(LONGER_THAN_ANY_LIMIT_HERE))
                    .isInstanceOf(WriteTimeout.class)
                    .hasMessageContaining("200 ms");
            assertThat(clerk.ask(new Clerk.Read()).words()).isEmpty();
            assertThatThrownBy(() -> clerk.within(Duration.ZERO)).hasMessageContaining("more than zero");
        }
    }

    @Test
    void a_type_may_have_a_limit_of_its_own() {
        var hasty = CLERKS.withWriteTimeout(Duration.ofMillis(300));
        try (var nodes = Nodes.started(1, hasty)) {
            var clerk = nodes.host(0).actor(hasty, "a");

            assertThatThrownBy(() -> clerk.ask(LONGER_THAN_ANY_LIMIT_HERE))
                    .isInstanceOf(WriteTimeout.class)
                    .hasMessageContaining("300 ms");
            assertThat(clerk.within(Duration.ofSeconds(30)).ask(LONGER_THAN_ANY_LIMIT_HERE))
                    .isNotNull();
        }
    }

    @Test
    void one_busy_actor_is_overloaded_at_once_and_the_others_are_not() {
        var few = CLERKS.withMaxInFlight(3);
        try (var nodes = Nodes.started(1, few)) {
            var host = nodes.host(0);
            List<CompletableFuture<Clerk.Page>> asks = IntStream.range(0, 3)
                    .mapToObj(i -> host.actor(few, "busy").askAsync(new Clerk.Ponder(300)))
                    .toList();

            assertThatThrownBy(() -> host.actor(few, "busy").ask(new Clerk.Write("too much")))
                    .isInstanceOf(Overloaded.class)
                    .hasMessageContaining("clerk/busy has 3 messages");
            assertThatThrownBy(() -> host.actor(few, "busy").tell(new Clerk.Write("too much")))
                    .isInstanceOf(Overloaded.class);
            assertThat(host.actor(few, "idle").ask(new Clerk.Write("fine")).words())
                    .isEqualTo("fine;");

            asks.forEach(CompletableFuture::join);
            assertThat(host.actor(few, "busy").ask(new Clerk.Write("fine")).words())
                    .as("nothing of what was refused has happened")
                    .isEqualTo("fine;");
        }
    }

    @Test
    void a_node_takes_no_more_than_its_limit() {
        try (var nodes = Nodes.started(1, CLERKS);
                var client = nodes.clientWith(config -> config.withMaxInFlight(2))) {
            await().until(client::reachable);
            List<CompletableFuture<Clerk.Page>> asks = IntStream.range(0, 10)
                    .mapToObj(i -> client.actor(CLERKS, "clerk " + i).askAsync(new Clerk.Ponder(300)))
                    .toList();

            assertThat(asks)
                    .filteredOn(CompletableFuture::isCompletedExceptionally)
                    .hasSize(8)
                    .allSatisfy(ask -> assertThatThrownBy(ask::join)
                            .isInstanceOf(CompletionException.class)
                            .hasCauseInstanceOf(Overloaded.class));
        }
    }

    @Test
    void limits_that_let_nothing_through_are_refused() {
        assertThatThrownBy(() -> CLERKS.withWriteTimeout(Duration.ofSeconds(-1)))
                .hasMessageContaining("more than zero");
        assertThatThrownBy(() -> CLERKS.withMaxInFlight(0)).hasMessageContaining("1 or more");
    }
}
