package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stockcluster.actors.DrainRefused.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrainTest {

    private static final Duration SOON = Nodes.LIMIT;

    private static void awaitState(ActorSystem host, ClusterView.State state) {
        await().atMost(SOON).until(() -> host.view().state() == state);
    }

    private static void refused(ActorSystem host, Reason reason) {
        assertThatThrownBy(host::drain)
                .isInstanceOfSatisfying(
                        DrainRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(host.view().state()).isEqualTo(ClusterView.State.ACTIVE);
    }

    @Test
    void a_drained_node_holds_nothing_and_nobody_misses_it() {
        try (var nodes = Nodes.started(3, Tally.type(3))) {
            for (int i = 0; i < 100; i++) {
                nodes.host(0).actor(Tally.type(3), "key " + i).ask(new Tally.Add("a", i));
            }

            nodes.host(1).drain();
            awaitState(nodes.host(1), ClusterView.State.DRAINED);
            var shards = nodes.host(1).view().shards().orElseThrow();
            assertThat(shards.owned() + shards.copies()).isZero();
            assertThat(nodes.host(0).view().members())
                    .filteredOn(member -> !member.hosting())
                    .extracting(ClusterView.Member::node)
                    .containsExactly("node-1");

            nodes.host(1).close();
            assertThat(nodes.host(0)
                            .actor(Tally.type(3), "key 1")
                            .ask(new Tally.Add("b", 1))
                            .total())
                    .isEqualTo(2);
            nodes.host(2).actor(Tally.type(3), "key 1").ask(new Tally.Add("c", -1));
            for (int i = 0; i < 100; i++) {
                assertThat(nodes.host(0)
                                .actor(Tally.type(3), "key " + i)
                                .ask(new Tally.Read())
                                .total())
                        .isEqualTo(i);
            }
        }
    }

    @Test
    void a_drained_node_takes_its_share_again() {
        try (var nodes = Nodes.started(3, Tally.type(3))) {
            nodes.host(1).drain();
            awaitState(nodes.host(1), ClusterView.State.DRAINED);
            assertThat(nodes.host(0)
                            .actor(Tally.type(3), "tea")
                            .ask(new Tally.Add("a", 7))
                            .total())
                    .isEqualTo(7);

            nodes.host(1).undrain();
            nodes.awaitSafe();

            assertThat(nodes.host(1).view().shards().orElseThrow().owned()).isPositive();
            assertThat(nodes.host(1)
                            .actor(Tally.type(3), "tea")
                            .ask(new Tally.Read())
                            .total())
                    .isEqualTo(7);
        }
    }

    @Test
    void the_last_node_is_not_drained() {
        var single = Tally.type(1);
        try (var nodes = Nodes.started(1, single)) {
            assertThatThrownBy(() -> nodes.host(0).drain()).hasMessageContaining("last node");
            assertThat(nodes.host(0).view().state()).isEqualTo(ClusterView.State.ACTIVE);
        }
    }

    @Test
    void two_may_be_drained_at_a_time_as_long_as_the_copies_fit() {
        try (var nodes = Nodes.started(4, Tally.type(2))) {
            var tea = nodes.host(3).actor(Tally.type(2), "tea");
            tea.ask(new Tally.Add("a", 7));
            nodes.host(0).drain();
            nodes.host(1).drain();
            assertThatThrownBy(nodes.host(2)::drain).hasMessageContaining("1 would remain (node-3) for the 2 copies");

            awaitState(nodes.host(0), ClusterView.State.DRAINED);
            awaitState(nodes.host(1), ClusterView.State.DRAINED);
            assertThat(tea.ask(new Tally.Read()).total()).isEqualTo(7);
            refused(nodes.host(2), Reason.COPIES_DO_NOT_FIT);

            nodes.host(0).undrain();
            awaitState(nodes.host(0), ClusterView.State.ACTIVE);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThatCode(nodes.host(2)::drain).doesNotThrowAnyException());
            awaitState(nodes.host(2), ClusterView.State.DRAINED);
            assertThat(tea.ask(new Tally.Read()).total()).isEqualTo(7);
        }
    }

    @Test
    void a_node_that_is_missing_counts_like_one_that_is_drained() {
        try (var nodes = Nodes.started(3, Tally.type(2))) {
            nodes.host(2).close();
            nodes.awaitSettled(2);

            assertThatThrownBy(nodes.host(1)::drain)
                    .hasMessageContaining("1 of 3 expected nodes are missing")
                    .hasMessageContaining("1 would remain (node-0) for the 2 copies");
            refused(nodes.host(1), Reason.COPIES_DO_NOT_FIT);

            nodes.host(0).expect(2);
            await("which the other hears a moment later")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThatCode(nodes.host(1)::drain).doesNotThrowAnyException());
            awaitState(nodes.host(1), ClusterView.State.DRAINED);
        }
    }

    @Test
    void a_node_that_has_stopped_says_so_where_it_is_to_be_drained() {
        try (var nodes = Nodes.started(2, Tally.type(2))) {
            nodes.host(1).close();

            assertThatThrownBy(nodes.host(1)::drain).isInstanceOf(ActorsUnreachable.class);
            assertThatThrownBy(() -> nodes.host(1).expect(2)).isInstanceOf(ActorsUnreachable.class);
            assertThatThrownBy(() -> nodes.host(1).find(new ActorId("tally", "tea")))
                    .isInstanceOf(ActorsUnreachable.class);
        }
    }

    @Test
    void a_drain_goes_on_where_the_oldest_host_that_led_it_has_gone() {
        try (var nodes = Nodes.started(4, Tally.type(2))) {
            IntStream.range(0, 2_000)
                    .forEach(i -> nodes.host(3).actor(Tally.type(2), "tea " + i).tell(new Tally.Add("a", 7)));
            nodes.host(3).drain();

            nodes.host(0).close();

            awaitState(nodes.host(3), ClusterView.State.DRAINED);
        }
    }

    /** What was begun is gone with whoever led it: what is left of the copies is not given away before all fit again. */
    @Test
    void a_drain_whose_leader_was_killed_waits_until_the_copies_fit_again() {
        var type = Tally.type(3);
        var stays = new AtomicBoolean();
        try (var nodes = Nodes.ofSize(3, type)
                .withSerializers(List.of(Tally.form(stays::get)))
                .startAll()) {
            List<ActorRef<Tally.Message, Tally.Total>> teas = teas(nodes, type);
            stays.set(true);
            startToDrain(nodes, 2);

            nodes.kill(0);
            stays.set(false);

            teas.forEach(tea -> await().atMost(SOON)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .untilAsserted(() ->
                            assertThat(tea.ask(new Tally.Add("b", 1)).total()).isEqualTo(8)));
            assertThat(nodes.host(2).view().state()).isEqualTo(ClusterView.State.DRAINING);

            nodes.start(0);
            awaitState(nodes.host(2), ClusterView.State.DRAINED);
            assertThat(teas).allMatch(tea -> tea.ask(new Tally.Read()).total() == 8);
        }
    }

    @Test
    void of_two_that_are_asked_at_the_same_moment_one_stays() {
        try (var nodes = Nodes.started(2, Tally.type(1))) {
            List<CompletableFuture<Boolean>> asked = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    nodes.host(i).drain();
                                    return true;
                                } catch (DrainRefused e) {
                                    assertThat(e.reason()).isEqualTo(Reason.LAST_HOST);
                                    return false;
                                }
                            },
                            Thread::startVirtualThread))
                    .toList();

            assertThat(asked.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void what_a_host_that_is_drained_left_behind_keeps_nobody_else_from_being_drained() {
        try (var nodes = Nodes.started(3, Tally.type(2))) {
            nodes.host(2).drain();
            awaitState(nodes.host(2), ClusterView.State.DRAINED);
            nodes.host(2).close();
            nodes.host(1).expect(2);
            nodes.awaitSettled(2);

            nodes.host(1).drain();

            awaitState(nodes.host(1), ClusterView.State.DRAINED);
            refused(nodes.host(0), Reason.LAST_HOST);
        }
    }

    @Test
    void everybody_sees_that_a_host_is_drained_and_that_it_is_back() {
        try (var nodes = Nodes.started(3, Tally.type(2));
                var client = nodes.client()) {
            nodes.host(1).drain();
            for (ActorSystem each : List.of(nodes.host(0), client)) {
                await().atMost(SOON)
                        .until(() -> each.view().members().stream()
                                .anyMatch(member ->
                                        member.node().equals("node-1") && member.state() == ClusterView.State.DRAINED));
            }

            nodes.host(1).undrain();

            for (ActorSystem each : List.of(nodes.host(0), client)) {
                await().atMost(SOON)
                        .until(() -> each.view().members().stream()
                                .allMatch(member -> member.state() == ClusterView.State.ACTIVE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void a_host_that_is_wanted_back_keeps_what_it_cannot_hand_over(int host) {
        var type = Tally.type(3);
        var stays = new AtomicBoolean();
        try (var nodes = Nodes.ofSize(3, type)
                .withSerializers(List.of(Tally.form(stays::get)))
                .startAll()) {
            List<ActorRef<Tally.Message, Tally.Total>> teas = teas(nodes, type);
            stays.set(true);
            startToDrain(nodes, host);

            nodes.host(host).undrain();

            await("the others know")
                    .atMost(SOON)
                    .until(() -> nodes.host(1).view().members().stream()
                            .allMatch(member -> member.state() == ClusterView.State.ACTIVE));
            assertThat(nodes.host(host).view().state()).isEqualTo(ClusterView.State.ACTIVE);
            assertThat(nodes.host(host).view().shards().orElseThrow().owned()).isPositive();
            stays.set(false);
            nodes.awaitSafe();
            assertThat(teas).allMatch(tea -> tea.ask(new Tally.Add("b", 1)).total() == 8);
        }
    }

    private static List<ActorRef<Tally.Message, Tally.Total>> teas(
            Nodes nodes, ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> type) {
        List<ActorRef<Tally.Message, Tally.Total>> teas = IntStream.range(0, 50)
                .mapToObj(i -> nodes.host(1).actor(type, "tea " + i))
                .toList();
        teas.forEach(tea -> tea.ask(new Tally.Add("a", 7)));
        return teas;
    }

    /** Until the first one, which leads that, is about to. */
    private static void startToDrain(Nodes nodes, int host) {
        nodes.host(host).drain();
        await().atMost(SOON)
                .until(() -> nodes.host(0).view().shards().orElseThrow().moving());
    }

    /** Two hosts, of which that one cannot hand over what it has within the time in which Hazelcast asks only once. */
    private static Nodes drainingLong(int host) {
        var type = Tally.type(1);
        var stays = new AtomicBoolean();
        var nodes = Nodes.ofSize(2, type)
                .withSerializers(List.of(Tally.form(stays::get)))
                .startAll();
        IntStream.range(0, 50)
                .forEach(i -> nodes.host(host).actor(type, "key " + i).ask(new Tally.Add("a", 7)));
        stays.set(true);
        nodes.host(host).drain();
        CompletableFuture.delayedExecutor(8, TimeUnit.SECONDS).execute(() -> stays.set(false));
        await().atMost(SOON).until(() -> !stays.get());
        return nodes;
    }

    private static void assertNothingIsLost(ActorSystem host) {
        for (int i = 0; i < 50; i++) {
            assertThat(host.actor(Tally.type(1), "key " + i)
                            .ask(new Tally.Read())
                            .total())
                    .isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void handing_over_to_the_only_other_host_may_take_long(int host) {
        try (var nodes = drainingLong(host)) {
            awaitState(nodes.host(host), ClusterView.State.DRAINED);
            var drained = nodes.host(host).view().shards().orElseThrow();
            assertThat(drained.owned() + drained.copies()).isZero();

            nodes.host(host).undrain();

            await("it has its share again")
                    .atMost(SOON)
                    .until(() -> nodes.host(host).view().safe()
                            && nodes.host(host).view().shards().orElseThrow().owned() > 0);
            assertNothingIsLost(nodes.host(host));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_drain_that_is_taken_back_in_the_middle_leaves_the_host_its_share(int host) {
        try (var nodes = drainingLong(host)) {
            nodes.host(host).undrain();

            await("the others know")
                    .atMost(SOON)
                    .until(() -> nodes.host(1 - host).view().members().stream()
                            .allMatch(member -> member.state() == ClusterView.State.ACTIVE));
            nodes.awaitSafe();
            assertThat(nodes.host(host).view().shards().orElseThrow().owned()).isPositive();
            assertNothingIsLost(nodes.host(host));
        }
    }
}
