package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendingTest {

    private static final ActorType<Purse.State, Purse.Message, Purse.Event, Purse.Answer> PURSES =
            ActorType.sharded(Purse.TYPE, new Purse(), Replication.of(3));

    private static long money(ActorSystem system, String purse) {
        return system.actor(PURSES, purse).ask(new Purse.HowMuch()).money();
    }

    /** As a client does that was told nothing, or that it is unknown: again, by the same id. */
    private static void askUntilAnswered(ActorRef<Purse.Message, Purse.Answer> purse, Purse.Pay payment) {
        await().atMost(Nodes.LIMIT)
                .ignoreExceptionsInstanceOf(ActorException.class)
                .until(() -> {
                    purse.ask(payment);
                    return true;
                });
    }

    @Test
    void a_settled_ask_returns_when_the_receiver_has_what_was_sent() {
        try (var nodes = Nodes.started(3, PURSES);
                var client = nodes.client()) {
            await().atMost(Nodes.LIMIT).until(client::reachable);
            for (int i = 0; i < 100; i++) {
                client.actor(PURSES, "a").askSettled(new Purse.Pay("p" + i, "b" + i, 3));
                assertThat(money(nodes.host(i % 3), "b" + i)).isEqualTo(3);
            }
            assertThat(money(client, "a")).isEqualTo(-300);
        }
    }

    @Test
    void what_nobody_waits_for_arrives_all_the_same() {
        try (var nodes = Nodes.started(3, PURSES)) {
            nodes.host(0).actor(PURSES, "a").ask(new Purse.Pay("p", "b", 5));

            await().atMost(Nodes.LIMIT)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .untilAsserted(() -> assertThat(money(nodes.host(1), "b")).isEqualTo(5));
        }
    }

    @Test
    void one_message_may_send_to_many() {
        try (var nodes = Nodes.started(3, PURSES)) {
            nodes.host(0).actor(PURSES, "a").askSettled(new Purse.PayEach("p", "to ", 1_000));

            assertThat(IntStream.range(0, 1_000)
                            .mapToLong(i -> money(nodes.host(1), "to " + i))
                            .sum())
                    .isEqualTo(1_000);
        }
    }

    @Test
    void concurrent_payments_to_one_purse_arrive_once_each() {
        try (var nodes = Nodes.started(3, PURSES)) {
            List<CompletableFuture<Purse.Answer>> payments = IntStream.range(0, 200)
                    .mapToObj(i -> nodes.host(i % 3).actor(PURSES, "a").askSettledAsync(new Purse.Pay("p" + i, "b", 1)))
                    .toList();
            payments.forEach(CompletableFuture::join);

            assertThat(money(nodes.host(0), "b")).isEqualTo(200);
        }
    }

    @Test
    void payments_arrive_once_whatever_node_dies_under_way() {
        try (var nodes = Nodes.started(3, PURSES)) {
            var asker = nodes.host(0);
            List<CompletableFuture<Void>> payments = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                var from = asker.actor(PURSES, "from " + i % 40);
                var payment = new Purse.Pay("p" + i, "to " + i % 30, 1);
                payments.add(
                        CompletableFuture.runAsync(() -> askUntilAnswered(from, payment), Thread::startVirtualThread));
                if (i == 300) {
                    nodes.host(1).close();
                }
            }
            payments.forEach(CompletableFuture::join);

            await().atMost(Nodes.LIMIT)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .untilAsserted(() -> assertThat(IntStream.range(0, 30)
                                    .mapToLong(i -> money(asker, "to " + i))
                                    .sum())
                            .isEqualTo(600));
            assertThat(IntStream.range(0, 40)
                            .mapToLong(i -> money(asker, "from " + i))
                            .sum())
                    .isEqualTo(-600);
        }
    }

    @Test
    void a_message_that_its_receiver_cannot_handle_is_put_aside_and_holds_up_no_later_one() {
        try (var nodes = Nodes.started(3, PURSES)) {
            var from = nodes.host(0).actor(PURSES, "a");
            from.ask(new Purse.Pay("poison", "b", Purse.TOO_MUCH));
            from.ask(new Purse.Pay("p", "b", 5));

            await().atMost(Nodes.LIMIT)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .untilAsserted(() -> assertThat(money(nodes.host(1), "b")).isEqualTo(5));
            assertThat(IntStream.range(0, 3)
                            .map(i -> nodes.host(i).view().parked())
                            .sum())
                    .isEqualTo(1);

            // It is still there, and so is the one who has it, when the owner changes.
            nodes.host(2).close();
            nodes.awaitSettled(2);
            await().atMost(Nodes.LIMIT)
                    .untilAsserted(() -> assertThat(nodes.host(0).view().parked()
                                    + nodes.host(1).view().parked())
                            .isEqualTo(1));
        }
    }

    @Test
    void what_was_put_aside_is_handled_once_it_can_be() {
        try (var nodes = Nodes.started(1, ActorType.sharded(Purse.TYPE, new Purse(), Replication.of(1)))) {
            var host = nodes.host(0);
            host.actor(PURSES, "a").ask(new Purse.Pay("too early", "b", Purse.NOT_BEFORE_THE_PURSE_IS_OPEN));
            await().atMost(Nodes.LIMIT).until(() -> host.view().parked() == 1);

            host.actor(PURSES, "a").askSettled(new Purse.Pay("opens it", "b", 5));

            await().atMost(Nodes.LIMIT).until(() -> host.view().parked() == 0);
            assertThat(money(host, "b")).isEqualTo(5 + Purse.NOT_BEFORE_THE_PURSE_IS_OPEN);
        }
    }

    @Test
    void sending_to_a_type_that_the_cluster_does_not_have_is_refused_and_changes_nothing() {
        var lonely = ActorType.sharded("lonely", new Purse(), Replication.of(1));
        try (var nodes = Nodes.started(1, lonely)) {
            var purse = nodes.host(0).actor(lonely, "a");

            assertThatThrownBy(() -> purse.ask(new Purse.Pay("p", "b", 1)))
                    .isInstanceOf(ActorFailed.class)
                    .hasMessageContaining("no actors of type 'purse'");
            assertThat(purse.ask(new Purse.HowMuch()).money()).isZero();
        }
    }
}
