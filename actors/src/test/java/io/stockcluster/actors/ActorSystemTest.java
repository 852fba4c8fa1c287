package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActorSystemTest {

    private static final ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> TALLIES = Tally.type(3);

    @Test
    void one_node_alone_keeps_a_single_copy() {
        var single = Tally.type(1);
        try (var nodes = Nodes.started(1, single)) {
            var tea = nodes.host(0).actor(single, "tea");

            assertThat(tea.ask(new Tally.Add("a", 3)).total()).isEqualTo(3);
            assertThat(tea.ask(new Tally.Read()).total()).isEqualTo(3);
            assertThat(nodes.host(0).view().safe()).isTrue();
        }
    }

    @Test
    void every_node_and_every_client_sees_the_same_actor() {
        try (var nodes = Nodes.started(3, TALLIES);
                var client = nodes.client()) {
            await().atMost(Nodes.LIMIT).until(client::reachable);
            for (int i = 0; i < 50; i++) {
                client.actor(TALLIES, "key " + i).ask(new Tally.Add("a", i));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(nodes.host(i % 3)
                                .actor(TALLIES, "key " + i)
                                .ask(new Tally.Read())
                                .total())
                        .isEqualTo(i);
            }
            assertThat(client.view().members())
                    .extracting(ClusterView.Member::node)
                    .containsExactlyInAnyOrder("node-0", "node-1", "node-2");
        }
    }

    @Test
    void what_was_acknowledged_outlives_its_owner() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            var asker = nodes.host(0);
            List<CompletableFuture<Tally.Total>> answers = IntStream.range(0, 300)
                    .mapToObj(i -> asker.actor(TALLIES, "key " + i).askAsync(new Tally.Add("a", i)))
                    .toList();
            answers.forEach(CompletableFuture::join);

            nodes.host(1).close();

            for (int i = 0; i < 300; i++) {
                assertThat(asker.actor(TALLIES, "key " + i)
                                .ask(new Tally.Read())
                                .total())
                        .as("key %d", i)
                        .isEqualTo(i);
            }
        }
    }

    @Test
    void a_message_that_is_known_by_its_id_is_answered_again_and_not_executed_again() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            var tea = nodes.host(2).actor(TALLIES, "tea");

            assertThat(tea.ask(new Tally.Add("same", 5)).total()).isEqualTo(5);
            assertThat(tea.ask(new Tally.Add("same", 5)).total()).isEqualTo(5);
        }
    }

    @Test
    void many_events_of_one_message_reach_the_copies_together() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            var tea = nodes.host(0).actor(TALLIES, "tea");
            assertThat(tea.ask(new Tally.AddEach(1_000)).total()).isEqualTo(1_000);

            nodes.host(1).close();
            nodes.awaitSettled(2);

            assertThat(tea.ask(new Tally.Read()).total()).isEqualTo(1_000);
        }
    }

    @Test
    void a_node_without_its_majority_refuses_reads_and_writes_and_changes_nothing() {
        try (var nodes = Nodes.ofSize(3, TALLIES)) {
            var lonely = nodes.start(0);
            var tea = lonely.actor(TALLIES, "tea");

            assertThatThrownBy(() -> tea.ask(new Tally.Add("a", 1)))
                    .isInstanceOf(QuorumUnavailable.class)
                    .hasMessageContaining("majority");
            assertThatThrownBy(() -> tea.ask(new Tally.Read())).isInstanceOf(QuorumUnavailable.class);

            nodes.start(1);
            nodes.start(2);
            nodes.awaitSafe();
            assertThat(tea.ask(new Tally.Read()).total()).isZero();
        }
    }

    @Test
    void two_of_three_nodes_go_on_and_one_of_three_does_not() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            var tea = nodes.host(0).actor(TALLIES, "tea");
            tea.ask(new Tally.Add("a", 1));

            nodes.host(2).close();
            // An heir takes no writes until the lost owner's lease is over for sure.
            await().atMost(Nodes.LIMIT)
                    .ignoreExceptionsInstanceOf(QuorumUnavailable.class)
                    .untilAsserted(() ->
                            assertThat(tea.ask(new Tally.Add("b", 1)).total()).isEqualTo(2));
            await("two copies of three are not safe")
                    .atMost(Nodes.LIMIT)
                    .until(() -> !nodes.host(0).view().safe());

            nodes.host(1).close();
            assertThatThrownBy(() -> tea.ask(new Tally.Add("c", 1))).isInstanceOf(ActorException.class);
        }
    }

    @Test
    void a_client_without_any_host_says_so_at_once() {
        try (var nodes = Nodes.ofSize(1, TALLIES);
                var client = nodes.client()) {
            assertThat(client.reachable()).isFalse();
            assertThatThrownBy(() -> client.actor(TALLIES, "tea").ask(new Tally.Read()))
                    .isInstanceOf(ActorsUnreachable.class);
        }
    }

    @Test
    void a_client_finds_hosts_that_start_after_it() {
        var single = Tally.type(1);
        try (var nodes = Nodes.ofSize(1, single);
                var client = nodes.client()) {
            nodes.start(0);

            await().atMost(Nodes.LIMIT).until(client::reachable);
            assertThat(client.actor(single, "tea").ask(new Tally.Add("a", 1)).total())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_behaviour_that_throws_changes_nothing_and_harms_no_other_message() {
        var single = Tally.type(1);
        try (var nodes = Nodes.started(1, single)) {
            var tea = nodes.host(0).actor(single, "tea");
            tea.ask(new Tally.Add("a", 1));

            assertThatThrownBy(() -> tea.ask(new Tally.Fail()))
                    .isInstanceOf(ActorFailed.class)
                    .hasMessageContaining("asked to fail");
            assertThat(tea.ask(new Tally.Read()).total()).isEqualTo(1);
        }
    }

    @Test
    void a_node_that_leaves_in_peace_hands_over_what_it_owns() {
        var single = Tally.type(1);
        try (var nodes = Nodes.started(2, single)) {
            for (int i = 0; i < 50; i++) {
                nodes.host(0).actor(single, "key " + i).ask(new Tally.Add("a", i));
            }

            assertThat(nodes.host(1).leave(Nodes.LIMIT)).isEqualTo(LeftBehind.NOTHING);

            nodes.host(0).expect(1);
            for (int i = 0; i < 50; i++) {
                assertThat(nodes.host(0)
                                .actor(single, "key " + i)
                                .ask(new Tally.Read())
                                .total())
                        .isEqualTo(i);
            }
        }
    }

    @Test
    void the_expected_size_can_be_changed_at_run_time_on_the_whole_cluster() {
        try (var nodes = Nodes.started(3, TALLIES);
                var client = nodes.client()) {
            await().atMost(Nodes.LIMIT).until(client::reachable);
            client.expect(5);
            await().atMost(Nodes.LIMIT)
                    .until(() -> IntStream.range(0, 3)
                            .allMatch(i -> nodes.host(i).view().expectedSize() == 5));

            nodes.host(2).close();
            nodes.awaitSettled(2);
            assertThatThrownBy(() -> nodes.host(0).actor(TALLIES, "tea").ask(new Tally.Read()))
                    .as("two of five")
                    .isInstanceOf(ActorException.class);

            nodes.host(0).expect(3);
            await().atMost(Nodes.LIMIT)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .until(() -> nodes.host(0)
                                    .actor(TALLIES, "tea")
                                    .ask(new Tally.Read())
                                    .total()
                            == 0);
        }
    }

    @Test
    void the_table_tells_who_holds_each_shard() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            var table = nodes.host(0).shards().orElseThrow();

            assertThat(table.shards())
                    .hasSize(271)
                    .allSatisfy(shard ->
                            assertThat(shard.copies()).containsExactlyInAnyOrder("node-0", "node-1", "node-2"));
            nodes.host(2).drain();
            await().atMost(Nodes.LIMIT)
                    .until(() -> nodes.host(0).shards().orElseThrow().shards().stream()
                            .noneMatch(shard -> shard.copies().contains("node-2")));
            assertThat(nodes.host(0).shards().orElseThrow().version()).isGreaterThan(table.version());
        }
    }

    @Test
    void two_types_of_one_name_are_refused() {
        var config = ActorSystemConfig.host("test", "node", 5701);
        assertThatThrownBy(() -> ActorSystem.start(config, Tally.type(1), Tally.type(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Two actor types are called 'tally'");
    }

    @Test
    void copies_and_consistencies_that_cannot_be_had_are_refused() {
        assertThatThrownBy(() -> Replication.of(0)).hasMessageContaining("1 to 7");
        assertThatThrownBy(() -> Replication.of(8)).hasMessageContaining("1 to 7");
        assertThatThrownBy(() -> Consistency.atLeast(0)).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> Replication.of(2, Consistency.atLeast(3)))
                .hasMessageContaining("asks for 3 copies, but the replication factor is 2");
        assertThat(Replication.of(1).consistency()).isEqualTo(Consistency.eventual());
        assertThat(Replication.of(5).acknowledged()).isEqualTo(3);
    }

    private static void needTooMuch() {
        throw new OutOfMemoryError("as the test wants it");
    }

    @Test
    void a_host_that_ran_out_of_memory_at_a_message_works_no_more() {
        var greedy = ActorType.sharded("greedy", new Tally.Reading(ActorSystemTest::needTooMuch), Replication.of(1));
        try (var nodes = Nodes.started(1, greedy)) {
            var tea = nodes.host(0).actor(greedy, "tea");
            assertThat(tea.ask(new Tally.Add("a", 3)).total()).isEqualTo(3);
            assertThat(nodes.host(0).works()).isTrue();

            assertThatThrownBy(() -> tea.ask(new Tally.Read())).isNotNull();

            assertThat(nodes.host(0).works()).isFalse();
        }
    }
}
