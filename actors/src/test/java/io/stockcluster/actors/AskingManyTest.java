package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many actors are asked at once: as if each was asked by itself. */
class AskingManyTest {

    private static final ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> TALLIES =
            ActorType.sharded("tally", new Tally(), Replication.of(3));

    private static final ActorType<Clerk.Book, Clerk.Message, Clerk.Wrote, Clerk.Page> CLERKS =
            ActorType.sharded("clerk", new Clerk(), Replication.of(1));

    private static List<String> keys(int number) {
        return IntStream.range(0, number).mapToObj(i -> "key " + i).toList();
    }

    private static void add(ActorSystem system, List<String> keys) {
        keys.forEach(key -> system.actor(TALLIES, key).ask(new Tally.Add(key, keys.indexOf(key))));
    }

    @Test
    void all_answer_in_the_order_of_the_keys_to_hosts_and_to_others_and_also_those_that_nobody_has_written() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            var client = nodes.client();
            await().atMost(Nodes.LIMIT).until(client::reachable);
            var written = keys(20);
            add(nodes.host(0), written);

            for (ActorSystem asker : List.of(nodes.host(1), client)) {
                Map<String, Tally.Total> replies = asker.askEach(TALLIES, keys(600), new Tally.Read());

                assertThat(replies.keySet()).containsExactlyElementsOf(keys(600));
                written.forEach(
                        key -> assertThat(replies.get(key).total()).as(key).isEqualTo(written.indexOf(key)));
                assertThat(replies.get("key 599").total()).isZero();
                assertThat(asker.askEach(TALLIES, List.of(), new Tally.Read())).isEmpty();
            }
        }
    }

    @Test
    void each_counts_as_a_message_of_its_own_where_it_is_asked_and_where_it_is_answered() {
        var asked = new AtomicInteger();
        Set<String> handled = ConcurrentHashMap.newKeySet();
        var nodes = Nodes.ofSize(1, CLERKS).observedBy(node -> (work, actor, context) -> {
            switch (work) {
                case ASK -> asked.incrementAndGet();
                case MESSAGE -> handled.add(actor.key());
                default -> {}
            }
            return Observer.Observation.NONE;
        });
        try (nodes) {
            var host = nodes.start(0);
            nodes.awaitSafe();

            host.askEach(CLERKS, keys(300), new Clerk.Read());

            assertThat(asked).hasValue(300);
            assertThat(handled).containsExactlyInAnyOrderElementsOf(keys(300));
        }
    }

    @Test
    void what_changes_actors_changes_each_of_them_once() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            var host = nodes.host(0);

            assertThat(host.askEach(TALLIES, keys(50), new Tally.AddEach(2)).values())
                    .hasSize(50)
                    .allSatisfy(reply -> assertThat(reply.total()).isEqualTo(2));
            assertThat(host.askEach(TALLIES, keys(50), new Tally.Read()).values())
                    .as("read at once, when copies have yet to confirm it")
                    .allSatisfy(reply -> assertThat(reply.total()).isEqualTo(2));
        }
    }

    @Test
    void nothing_older_than_what_was_answered_is_read_while_hosts_come_and_go() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            var client = nodes.client();
            await().atMost(Nodes.LIMIT).until(client::reachable);
            var keys = keys(40);
            var round = new AtomicInteger();
            var writing = CompletableFuture.runAsync(
                    () -> {
                        for (int i = 1; i <= 30; i++) {
                            String id = "round " + i;
                            client.askEach(TALLIES, keys, new Tally.Add(id, 1));
                            round.set(i);
                        }
                    },
                    Thread::startVirtualThread);
            var leaving = CompletableFuture.runAsync(
                    () -> {
                        nodes.host(1).drain();
                        await().atMost(Nodes.LIMIT)
                                .until(() -> nodes.host(1).view().state() == ClusterView.State.DRAINED);
                        nodes.host(1).undrain();
                        nodes.awaitSafe();
                        nodes.host(2).leave(Nodes.LIMIT);
                    },
                    Thread::startVirtualThread);

            while (!writing.isDone() || !leaving.isDone()) {
                int atLeast = round.get();
                assertThat(client.askEach(TALLIES, keys, new Tally.Read()).values())
                        .allSatisfy(reply -> assertThat(reply.total()).isGreaterThanOrEqualTo(atLeast));
            }
            assertThat(writing).succeedsWithin(Duration.ofSeconds(30));
            assertThat(leaving).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void those_of_a_host_that_dies_are_asked_elsewhere() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            var keys = keys(40);
            add(nodes.host(0), keys);
            var reading = CompletableFuture.supplyAsync(
                    () -> IntStream.range(0, 50)
                            .mapToObj(i -> nodes.host(0).askEach(TALLIES, keys, new Tally.Read()))
                            .toList(),
                    Thread::startVirtualThread);
            nodes.host(1).close();

            assertThat(reading.join())
                    .allSatisfy(replies -> keys.forEach(
                            key -> assertThat(replies.get(key).total()).as(key).isEqualTo(keys.indexOf(key))));
        }
    }

    @Test
    void a_minority_answers_nothing() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            nodes.host(1).close();
            nodes.host(2).close();

            await().atMost(Nodes.LIMIT)
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> nodes.host(0).askEach(TALLIES, keys(30), new Tally.Read()))
                            .isInstanceOf(QuorumUnavailable.class));
        }
    }

    @Test
    void one_that_fails_fails_all() {
        try (var nodes = Nodes.started(1, TALLIES)) {
            assertThatThrownBy(() -> nodes.host(0).askEach(TALLIES, keys(3), new Tally.Fail()))
                    .isInstanceOf(ActorFailed.class)
                    .hasMessageContaining("asked to fail");
        }
    }

    @Test
    void more_than_a_node_takes_are_refused_and_leave_nothing_behind() {
        try (var nodes = Nodes.started(1, CLERKS);
                var client = nodes.clientWith(config -> config.withMaxInFlight(5))) {
            await().atMost(Nodes.LIMIT).until(client::reachable);

            assertThatThrownBy(() -> client.askEach(CLERKS, keys(6), new Clerk.Read()))
                    .isInstanceOf(Overloaded.class);
            assertThat(client.askEach(CLERKS, keys(5), new Clerk.Read())).hasSize(5);
            assertThat(client.askEach(CLERKS, keys(5), new Clerk.Read())).hasSize(5);
        }
    }

    @Test
    void the_limit_of_an_ask_is_that_of_all_together() {
        var hasty = CLERKS.withWriteTimeout(Duration.ofMillis(400));
        try (var nodes = Nodes.started(1, hasty)) {
            assertThatThrownBy(() -> nodes.host(0).askEach(hasty, keys(8), new Clerk.Ponder(300)))
                    .isInstanceOf(WriteTimeout.class);
            var slow = CLERKS.withWriteTimeout(Nodes.LIMIT);
            assertThat(nodes.host(0).askEach(slow, keys(8), new Clerk.Ponder(50)))
                    .as("nothing is left under way")
                    .hasSize(8);
        }
    }

    @Test
    void a_thousand_that_are_asked_at_once_do_not_keep_others_waiting() {
        var slow = CLERKS.withWriteTimeout(Duration.ofSeconds(60));
        try (var nodes = Nodes.started(1, slow)) {
            var host = nodes.host(0);
            var many = CompletableFuture.supplyAsync(
                    () -> host.askEach(slow, keys(1_000), new Clerk.Ponder(2)), Thread::startVirtualThread);
            int meanwhile = 0;
            while (!many.isDone()) {
                host.actor(slow, "other " + meanwhile).ask(new Clerk.Read());
                meanwhile++;
            }

            assertThat(many.join()).hasSize(1_000);
            assertThat(meanwhile).as("others that were answered meanwhile").isGreaterThan(3);
        }
    }

    @Test
    void a_busy_actor_is_waited_for_and_the_others_do_not_wait_twice() {
        var slow = CLERKS.withWriteTimeout(Duration.ofSeconds(60));
        try (var nodes = Nodes.started(1, slow)) {
            var host = nodes.host(0);
            var pondering = host.actor(slow, "key 7").askAsync(new Clerk.Ponder(1_000));

            assertThat(host.askEach(slow, keys(100), new Clerk.Read())).hasSize(100);
            assertThat(pondering).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_reply_may_hold_what_it_likes() {
        var lists = ActorType.sharded("lists", new Lists(), Replication.of(1));
        try (var nodes = Nodes.started(2, lists)) {
            assertThat(nodes.host(0)
                            .askEach(lists, List.of("a", "bb", "ccc"), new Lists.Tell())
                            .values())
                    .containsExactly(new Lists.Nothing(), new Lists.Letters(List.of("b", "b")), new Lists.Nothing());
        }
    }

    /** Answers with one kind of reply or another. */
    static final class Lists implements Behavior<Lists.Tell, Lists.Tell, Lists.Tell, Lists.Told> {

        record Tell() {}

        sealed interface Told {}

        record Letters(List<String> letters) implements Told {}

        record Nothing() implements Told {}

        @Override
        public Tell initial(ActorId id) {
            return new Tell();
        }

        @Override
        public Decision<Tell, Told> decide(Tell state, Tell message, MessageContext context) {
            String key = context.actor().key();
            return Decision.reply(
                    Optional.of(key.length()).filter(length -> length == 2).isPresent()
                            ? new Letters(List.of(key.split("")))
                            : new Nothing());
        }

        @Override
        public Tell evolve(Tell state, Tell event) {
            return state;
        }
    }
}
