package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How an actor can be asked, and how it knows what it is asked. */
class AskingTest {

    private static final ActorType<Clerk.Book, Clerk.Message, Clerk.Wrote, Clerk.Page> CLERKS =
            ActorType.sharded("clerk", new Clerk(), Replication.of(1));

    /** Clerks that are busy, where they are told to wait, until that is over. */
    private static ActorType<Clerk.Book, Clerk.Message, Clerk.Wrote, Clerk.Page> clerksUntil(CountDownLatch end) {
        return ActorType.sharded("clerk", new Clerk(end), Replication.of(1));
    }

    /**
     * Asks anew where nothing has happened: until the lease of a lost owner is over for sure, its heirs take no writes, and a
     * slow machine may need longer for that than an ask waits.
     */
    private static CompletableFuture<Clerk.Page> asked(
            ActorRef<Clerk.Message, Clerk.Page> clerk, Clerk.Message message) {
        return clerk.askAsync(message)
                .exceptionallyCompose(failure -> failure instanceof QuorumUnavailable
                        ? asked(clerk, message)
                        : CompletableFuture.failedFuture(failure));
    }

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
                    .mapToObj(i -> asked(asker.actor(safe, "clerk " + i % 100), new Clerk.WriteOnce("word")))
                    .toList();
            nodes.host(1).close();

            assertThat(asks).allSatisfy(ask -> assertThat(ask).succeedsWithin(Nodes.LIMIT));
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

            await().atMost(Nodes.LIMIT)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .untilAsserted(() ->
                            assertThat(clerk.ask(new Clerk.Read()).words()).isEqualTo("told;"));
        }
    }

    @Test
    void an_ask_may_have_a_limit_of_its_own() {
        var end = new CountDownLatch(1);
        var busy = clerksUntil(end);
        try (var nodes = Nodes.started(1, busy)) {
            var clerk = nodes.host(0).actor(busy, "a");

            assertThatThrownBy(() -> clerk.within(Duration.ofMillis(200)).ask(new Clerk.Wait()))
                    .isInstanceOf(WriteTimeout.class)
                    .hasMessageContaining("200 ms");
            end.countDown();
            assertThat(clerk.ask(new Clerk.Read()).words()).isEmpty();
            assertThatThrownBy(() -> clerk.within(Duration.ZERO)).hasMessageContaining("more than zero");
        }
    }

    @Test
    void an_answer_that_comes_too_late_is_not_worth_a_word() {
        var end = new CountDownLatch(1);
        var busy = clerksUntil(end);
        List<String> told = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger("com.hazelcast.client");
        Handler ear = ear(told);
        try (var nodes = Nodes.started(1, busy)) {
            var asker = nodes.client();
            await().atMost(Nodes.LIMIT).until(asker::reachable);
            var clerk = asker.actor(busy, "a");
            log.addHandler(ear);

            assertThatThrownBy(() -> clerk.within(Duration.ofMillis(200)).ask(new Clerk.Wait()))
                    .isInstanceOf(WriteTimeout.class);
            end.countDown();
            assertThat(clerk.ask(new Clerk.Read()).words()).isEmpty();
            assertThat(told).isEmpty();
        } finally {
            log.removeHandler(ear);
        }
    }

    private static Handler ear(List<String> told) {
        return new Handler() {
            @Override
            public void publish(LogRecord said) {
                if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
                    told.add(said.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void a_type_may_have_a_limit_of_its_own() {
        var end = new CountDownLatch(1);
        var hasty = clerksUntil(end).withWriteTimeout(Duration.ofMillis(300));
        try (var nodes = Nodes.started(1, hasty)) {
            var clerk = nodes.host(0).actor(hasty, "a");

            assertThatThrownBy(() -> clerk.ask(new Clerk.Wait()))
                    .isInstanceOf(WriteTimeout.class)
                    .hasMessageContaining("300 ms");
            end.countDown();
            assertThat(clerk.within(Nodes.LIMIT).ask(new Clerk.Ponder(1_500))).isNotNull();
        }
    }

    @Test
    void one_busy_actor_is_overloaded_at_once_and_the_others_are_not() {
        var end = new CountDownLatch(1);
        var few = clerksUntil(end).withMaxInFlight(3);
        try (var nodes = Nodes.started(1, few)) {
            var host = nodes.host(0);
            List<CompletableFuture<Clerk.Page>> asks = IntStream.range(0, 3)
                    .mapToObj(i -> host.actor(few, "busy").askAsync(new Clerk.Wait()))
                    .toList();

            assertThatThrownBy(() -> host.actor(few, "busy").ask(new Clerk.Write("too much")))
                    .isInstanceOf(Overloaded.class)
                    .hasMessageContaining("clerk/busy has 3 messages");
            assertThatThrownBy(() -> host.actor(few, "busy").tell(new Clerk.Write("too much")))
                    .isInstanceOf(Overloaded.class);
            // Taken at once; answered later, where one thread has both.
            var idle = host.actor(few, "idle").askAsync(new Clerk.Write("fine"));

            end.countDown();
            assertThat(idle.join().words()).isEqualTo("fine;");
            asks.forEach(CompletableFuture::join);
            assertThat(host.actor(few, "busy").ask(new Clerk.Write("fine")).words())
                    .as("nothing of what was refused has happened")
                    .isEqualTo("fine;");
        }
    }

    @Test
    void a_node_takes_no_more_than_its_limit() {
        var end = new CountDownLatch(1);
        var busy = clerksUntil(end);
        try (var nodes = Nodes.started(1, busy);
                var client = nodes.clientWith(config -> config.withMaxInFlight(2))) {
            await().atMost(Nodes.LIMIT).until(client::reachable);
            List<CompletableFuture<Clerk.Page>> asks = IntStream.range(0, 10)
                    .mapToObj(i -> client.actor(busy, "clerk " + i).askAsync(new Clerk.Wait()))
                    .toList();

            assertThat(asks)
                    .filteredOn(CompletableFuture::isCompletedExceptionally)
                    .hasSize(8)
                    .allSatisfy(ask -> assertThatThrownBy(ask::join)
                            .isInstanceOf(CompletionException.class)
                            .hasCauseInstanceOf(Overloaded.class));
            end.countDown();
        }
    }

    @Test
    void limits_that_let_nothing_through_are_refused() {
        assertThatThrownBy(() -> CLERKS.withWriteTimeout(Duration.ofSeconds(-1)))
                .hasMessageContaining("more than zero");
        assertThatThrownBy(() -> CLERKS.withMaxInFlight(0)).hasMessageContaining("1 or more");
    }
}
