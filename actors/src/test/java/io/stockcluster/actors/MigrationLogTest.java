package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import io.stockcluster.actors.Move.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigrationLogTest {

    private static final Duration SOON = Nodes.LIMIT;

    private static final ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> TALLIES = Tally.type(2);

    private static void fill(ActorSystem system, int actors) {
        for (int i = 0; i < actors; i++) {
            system.actor(TALLIES, "key " + i).ask(new Tally.Add("a", i));
        }
    }

    /** Empty, as long as the node has heard nothing. */
    private static MigrationLog log(ActorSystem system) {
        return system.migrations().orElseGet(() -> new MigrationLog(MigrationLog.Plan.NONE, List.of()));
    }

    private static boolean over(MigrationLog log) {
        return log.plan().startedAt().isPresent() && log.plan().remaining() == 0;
    }

    @Test
    void every_node_tells_each_move_of_a_drain_with_what_it_brought() {
        try (var nodes = Nodes.started(3, TALLIES);
                var client = nodes.client()) {
            fill(nodes.host(0), 300);
            nodes.awaitAgreed();
            int held = nodes.host(1).view().shards().orElseThrow().owned();
            nodes.host(1).drain();
            await().atMost(SOON).until(() -> nodes.host(1).view().state() == ClusterView.State.DRAINED);

            for (ActorSystem each : List.of(nodes.host(0), nodes.host(1), nodes.host(2), client)) {
                await().atMost(SOON).untilAsserted(() -> {
                    var log = log(each);
                    assertThat(log.plan().remaining()).isZero();
                    assertThat(log.plan().failed()).isZero();
                    var moves = log.moves().subList(0, log.plan().planned());
                    assertThat(moves).allSatisfy(move -> {
                        assertThat(move.status()).isEqualTo(Status.DONE);
                        assertThat(move.took()).isPresent();
                        assertThat(move.load()).isPresent();
                        assertThat(move.to()).isIn("node-0", "node-2");
                    });
                    assertThat(moves.stream()
                                    .filter(move -> move.copy() == 0)
                                    .filter(move -> move.from().equals(Optional.of("node-1"))))
                            .as("shards that changed their owner")
                            .hasSize(held);
                    assertThat(moves.stream()
                                    .mapToLong(move -> move.load().orElseThrow().actors())
                                    .sum())
                            .as("actors that came over")
                            .isPositive();
                });
            }
        }
    }

    @Test
    void a_move_that_fails_is_tried_again_and_both_attempts_are_told() {
        var fail = new AtomicBoolean();
        var fragile = ActorType.sharded("fragile", new Fragile(), Replication.of(1));
        var form = Fragile.form(fail);
        try (var nodes = Nodes.ofSize(2, fragile).withSerializers(List.of(form))) {
            var first = nodes.start(0);
            first.expect(1);
            for (int i = 0; i < 500; i++) {
                first.actor(fragile, "key " + i).ask(new Tally.Add("a", 1));
            }
            fail.set(true);
            nodes.start(1);

            await().atMost(SOON).untilAsserted(() -> {
                var moves = log(first).moves();
                var failed = moves.stream()
                        .filter(move -> move.status() == Status.FAILED)
                        .toList();
                assertThat(failed).isNotEmpty();
                assertThat(failed).allSatisfy(move -> assertThat(move.error()).isPresent());
                var lost = failed.getLast();
                assertThat(moves)
                        .anySatisfy(move -> assertThat(move)
                                .returns(lost.shard(), Move::shard)
                                .returns(lost.copy(), Move::copy)
                                .returns(Status.DONE, Move::status)
                                .returns(lost.attempt() + 1, Move::attempt));
                assertThat(over(log(first))).isTrue();
            });
            for (int i = 0; i < 500; i++) {
                assertThat(first.actor(fragile, "key " + i)
                                .ask(new Tally.Read())
                                .total())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void the_log_outlives_the_node_that_led_the_moves() {
        try (var nodes = Nodes.started(3, TALLIES)) {
            fill(nodes.host(0), 100);
            await().atMost(SOON).until(() -> over(log(nodes.host(1))));
            int before = log(nodes.host(1)).moves().size();

            nodes.host(0).close();
            nodes.awaitSettled(2);

            await().atMost(SOON).untilAsserted(() -> {
                var log = log(nodes.host(1));
                assertThat(log.moves().size()).isGreaterThan(before);
                assertThat(log.plan().remaining()).isZero();
                assertThat(log(nodes.host(2)).moves()).hasSameSizeAs(log.moves());
            });
        }
    }

    @Test
    void an_actor_is_found_from_any_node() {
        try (var nodes = Nodes.started(3, TALLIES);
                var client = nodes.client()) {
            fill(nodes.host(0), 3);
            nodes.host(0).actor(TALLIES, "key 1").ask(new Tally.Add("b", 1));
            nodes.awaitAgreed();
            await().atMost(SOON).until(client::reachable);

            for (ActorSystem each : List.of(nodes.host(0), nodes.host(1), client)) {
                var found = each.find(new ActorId("tally", "key 1"));
                assertThat(found.version()).isEqualTo(2);
                assertThat(found.loaded()).isTrue();
                assertThat(found.bytes()).isPositive();
                assertThat(found.copies())
                        .isEqualTo(nodes.host(0)
                                .shards()
                                .orElseThrow()
                                .shards()
                                .get(found.shard())
                                .copies())
                        .hasSize(2);
            }
            var unwritten = client.find(new ActorId("tally", "nobody"));
            assertThat(unwritten.version()).isZero();
            assertThat(unwritten.loaded()).isFalse();
            assertThat(unwritten.copies()).hasSize(2);
            assertThatThrownBy(() -> client.find(new ActorId("tali", "key 1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'tali'")
                    .hasMessageContaining("tally");
        }
    }

    @Test
    void a_node_without_actors_of_its_own_asks_for_the_table() {
        try (var nodes = Nodes.started(2, TALLIES);
                var client = nodes.client()) {
            await().atMost(SOON).until(client::reachable);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(client.shards())
                            .isPresent()
                            .isEqualTo(nodes.host(0).shards()));
        }
    }

    @Test
    void a_host_tells_how_many_actors_it_owns_and_how_large_they_are() {
        try (var nodes = Nodes.started(2, TALLIES)) {
            fill(nodes.host(0), 200);

            // Shards that are busy for long are left out when the sizes are sampled.
            await().atMost(SOON).untilAsserted(() -> {
                var first = nodes.host(0).owned().get("tally");
                var second = nodes.host(1).owned().get("tally");
                assertThat(first.actors() + second.actors()).isEqualTo(200);
                assertThat(first.bytes() / first.actors())
                        .isCloseTo(second.bytes() / second.actors(), withinPercentage(20));
            });
        }
    }

    @Test
    void a_host_whose_shards_are_all_busy_still_knows_how_large_its_actors_were() {
        var stands = new CountDownLatch(1);
        var slow = ActorType.sharded("slow", new Tally.Reading(() -> stand(stands)), Replication.of(1));
        try (var nodes = Nodes.started(1, slow)) {
            var host = nodes.host(0);
            IntStream.range(0, 200).forEach(i -> host.actor(slow, "key " + i).ask(new Tally.Add("a", 1)));
            await().atMost(SOON).until(() -> host.owned().get("slow").bytes() > 0);

            var asks = IntStream.range(0, 200)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> host.actor(slow, "key " + i).ask(new Tally.Read()), Thread::startVirtualThread))
                    .toList();

            await("for longer than the sizes are taken to hold")
                    .atMost(SOON)
                    .during(Duration.ofSeconds(7))
                    .until(() -> host.owned().get("slow").bytes() > 0);
            stands.countDown();
            asks.forEach(CompletableFuture::join);
        }
    }

    /** Keeps the shard's thread to itself. */
    private static void stand(CountDownLatch stands) {
        try {
            stands.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
