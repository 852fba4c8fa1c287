package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What nodes say of their cluster, above all when some of it is missing. */
class ClusterViewTest {

    /** So short that nothing which lasts for a moment is missed. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static ClusterView.Shards shards(ActorSystem host) {
        return host.view().shards().orElseThrow();
    }

    @Test
    void a_host_that_stands_alone_is_not_safe_however_few_copies_there_are() {
        try (var nodes = Nodes.ofSize(3, Tally.type(1))) {
            nodes.start(0);
            assertThat(shards(nodes.host(0)).underReplicated()).isZero();
            assertThat(nodes.host(0).view().safe()).isFalse();

            nodes.start(1);
            await().atMost(Nodes.LIMIT).until(() -> nodes.host(0).view().safe());
        }
    }

    @Test
    void a_host_knows_what_moves_as_soon_as_it_is_there() {
        try (var nodes = Nodes.ofSize(2, Tally.type(2))) {
            assertThat(nodes.start(0).migrations()).isPresent();
            assertThat(nodes.start(1).migrations()).isPresent();
        }
    }

    private static List<String> owners(ActorSystem host) {
        return host.shards().orElseThrow().shards().stream()
                .map(shard -> shard.copies().getFirst())
                .distinct()
                .toList();
    }

    @Test
    void nothing_is_safe_before_a_host_that_has_joined_owns_its_share() {
        try (var nodes = Nodes.ofSize(3, Tally.type(1))) {
            nodes.start(0);
            nodes.start(1);
            nodes.awaitSafe();

            var joining = CompletableFuture.runAsync(() -> nodes.start(2), Thread::startVirtualThread);

            await().atMost(Nodes.LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(MOMENT)
                    .until(() -> {
                        var view = nodes.host(1).view();
                        return view.members().size() == 3 && view.safe();
                    });
            assertThat(owners(nodes.host(1))).containsExactlyInAnyOrder("node-0", "node-1", "node-2");
            joining.join();
        }
    }

    @Test
    void the_table_has_another_version_as_soon_as_a_host_is_missing_in_it() {
        try (var nodes = Nodes.started(3, Tally.type(2))) {
            var before = nodes.host(1).shards().orElseThrow();

            nodes.host(2).close();

            var after = await().atMost(Nodes.LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(MOMENT)
                    .until(
                            () -> nodes.host(1).shards().orElseThrow(),
                            table -> !table.shards().equals(before.shards()));
            assertThat(after.version()).isGreaterThan(before.version());
        }
    }

    @Test
    void what_is_lost_is_counted_once_and_what_has_a_copy_is_not_lost() {
        try (var nodes = Nodes.started(2, Tally.type(2))) {
            nodes.host(1).drain();
            await().atMost(Nodes.LIMIT).until(() -> nodes.host(1).view().state() == ClusterView.State.DRAINED);
            assertThat(shards(nodes.host(1)).lost()).isZero();

            nodes.host(0).close();

            await().atMost(Nodes.LIMIT)
                    .untilAsserted(
                            () -> assertThat(shards(nodes.host(1)).lost()).isEqualTo(271));
            nodes.host(1).drain();
            assertThat(nodes.host(1).view().state()).as("it is already").isEqualTo(ClusterView.State.DRAINED);
            assertThatThrownBy(() -> nodes.host(1).expect(1))
                    .as("nobody is there who keeps that")
                    .isInstanceOf(ActorsUnreachable.class);
        }
    }

    @Test
    void copies_are_those_that_a_host_holds_however_many_hosts_are_expected() {
        try (var nodes = Nodes.started(2, Tally.type(2))) {
            nodes.host(0).expect(1);

            assertThat(nodes.host(0).view().expectedSize()).isEqualTo(1);
            assertThat(shards(nodes.host(0)).owned() + shards(nodes.host(0)).copies())
                    .isEqualTo(271);
        }
    }

    @Test
    void a_client_knows_how_many_hosts_are_expected_and_when_there_are_too_few() {
        try (var nodes = Nodes.started(3, Tally.type(2));
                var client = nodes.client();
                var another = nodes.client()) {
            await().atMost(Nodes.LIMIT).until(client::reachable);
            await().atMost(Nodes.LIMIT).until(another::reachable);

            nodes.host(1).expect(5);
            await().atMost(Nodes.LIMIT).until(() -> client.view().expectedSize() == 5);
            client.expect(4);
            await().atMost(Nodes.LIMIT).until(() -> another.view().expectedSize() == 4);
            assertThat(client.view().quorum()).isTrue();

            nodes.host(2).close();
            await().atMost(Nodes.LIMIT)
                    .until(() -> !client.view().quorum() && !another.view().quorum());
            nodes.host(0).expect(0);
            await("the most that were ever there")
                    .atMost(Nodes.LIMIT)
                    .until(() ->
                            client.view().expectedSize() == 3 && client.view().quorum());
        }
    }

    @Test
    void a_client_that_has_never_asked_says_so_too_when_nobody_is_left_to_ask() {
        var type = Tally.type(1);
        try (var nodes = Nodes.started(1, type);
                var client = nodes.client()) {
            await().atMost(Nodes.LIMIT).until(client::reachable);
            nodes.host(0).close();

            assertThat(client.shards()).isEmpty();
            assertThatThrownBy(() -> client.find(new ActorId("tally", "tea"))).isInstanceOf(ActorsUnreachable.class);
        }
    }

    @Test
    void a_single_address_stands_for_one_host_and_others_are_not_waited_for() throws Exception {
        int port = Ports.free(1).getFirst();
        var config = ActorSystemConfig.host("test-" + port, "node", port)
                .withSeeds(List.of("127.0.0.1:" + port))
                .withExpectedSize(3);

        var starting = CompletableFuture.supplyAsync(
                () -> ActorSystem.start(config, Tally.type(1)), Thread::startVirtualThread);

        // A name that stands for all hosts would be given a minute.
        try (var host = starting.get(45, TimeUnit.SECONDS)) {
            assertThat(host.view().members()).hasSize(1);
        }
    }
}
