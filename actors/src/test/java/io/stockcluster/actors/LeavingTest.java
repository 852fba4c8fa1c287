package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Hosts that leave in peace: one, several, or all. */
class LeavingTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static final ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> TWICE =
            ActorType.sharded("tally", new Tally(), Replication.of(2));

    private static final ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> ONCE = Tally.type(1);

    private static final List<String> KEYS =
            IntStream.range(0, 50).mapToObj(i -> "key " + i).toList();

    private static List<LeftBehind> left(ActorSystem... hosts) {
        return Stream.of(hosts)
                .map(host -> CompletableFuture.supplyAsync(() -> host.leave(LONG), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(leaving -> leaving.orTimeout(Nodes.LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .join())
                .toList();
    }

    private static void write(ActorSystem host, ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> type) {
        KEYS.forEach(key -> host.actor(type, key).ask(new Tally.Add("a", 7)));
    }

    @Test
    void all_at_once_hand_over_to_nobody_and_tell_what_they_leave_behind() {
        try (var nodes = Nodes.started(3, TWICE)) {
            write(nodes.host(0), TWICE);

            List<LeftBehind> behind = left(nodes.host(0), nodes.host(1), nodes.host(2));

            assertThat(behind)
                    .as("long before the five minutes that it may take")
                    .filteredOn(LeftBehind::nobodyStays)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.lost()).isEqualTo(one.owned()));
            assertThat(behind)
                    .filteredOn(one -> !one.nobodyStays())
                    .as("who was faster than the news")
                    .allSatisfy(one -> assertThat(one).isEqualTo(LeftBehind.NOTHING));
        }
    }

    @Test
    void the_last_one_tells_what_ends_with_it() {
        try (var nodes = Nodes.started(1, TWICE)) {
            assertThat(nodes.host(0).leave(LONG)).isEqualTo(LeftBehind.toNobody(271, 0));
        }
    }

    @Test
    void one_that_may_not_take_its_time_tells_what_it_has_not_handed_over() {
        var stays = new AtomicBoolean();
        try (var nodes = Nodes.ofSize(3, TWICE)
                .withSerializers(List.of(Tally.form(stays::get)))
                .startAll()) {
            write(nodes.host(0), TWICE);
            stays.set(true);

            LeftBehind behind = nodes.host(0).leave(Duration.ZERO);

            assertThat(behind.owned()).isPositive();
            assertThat(behind.lost()).as("without a copy elsewhere").isZero();
            assertThat(behind.nobodyStays()).isFalse();
        }
    }

    @Test
    void two_of_three_hand_over_all_to_the_one_that_stays() {
        try (var nodes = Nodes.started(3, TWICE)) {
            write(nodes.host(0), TWICE);

            assertThat(left(nodes.host(0), nodes.host(1))).containsOnly(LeftBehind.NOTHING);

            nodes.host(2).expect(1);
            awaitAll(nodes.host(2), TWICE);
        }
    }

    private static void awaitAll(
            ActorSystem host, ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> type) {
        await().atMost(Nodes.LIMIT)
                .ignoreExceptionsInstanceOf(ActorException.class)
                .untilAsserted(() -> assertThat(
                                host.askEach(type, KEYS, new Tally.Read()).values())
                        .hasSize(50)
                        .allSatisfy(total -> assertThat(total.total()).isEqualTo(7)));
    }

    private static void awaitState(ActorSystem host, ClusterView.State state) {
        await().atMost(Nodes.LIMIT).until(() -> host.view().state() == state);
    }

    @Test
    void the_last_one_hands_over_to_those_that_are_drained() {
        try (var nodes = Nodes.started(3, ONCE)) {
            write(nodes.host(0), ONCE);
            nodes.host(1).drain();
            nodes.host(2).drain();
            awaitState(nodes.host(1), ClusterView.State.DRAINED);
            awaitState(nodes.host(2), ClusterView.State.DRAINED);

            assertThat(left(nodes.host(0))).containsOnly(LeftBehind.NOTHING);

            assertThat(nodes.host(1).view().state()).isEqualTo(ClusterView.State.ACTIVE);
            awaitAll(nodes.host(1), ONCE);
        }
    }

    @Test
    void the_last_one_waits_for_one_that_is_about_to_be_drained() {
        var stays = new AtomicBoolean();
        try (var nodes = Nodes.ofSize(2, ONCE)
                .withSerializers(List.of(Tally.form(stays::get)))
                .startAll()) {
            write(nodes.host(0), ONCE);
            stays.set(true);
            nodes.host(1).drain();

            var leaving = CompletableFuture.supplyAsync(() -> nodes.host(0).leave(LONG), Thread::startVirtualThread);
            awaitState(nodes.host(0), ClusterView.State.LEAVING);
            stays.set(false);

            assertThat(leaving.orTimeout(Nodes.LIMIT.toSeconds(), TimeUnit.SECONDS)
                            .join())
                    .isEqualTo(LeftBehind.NOTHING);
            nodes.host(1).expect(1);
            awaitAll(nodes.host(1), ONCE);
        }
    }

    @Test
    void those_that_are_drained_are_not_waited_for_where_they_leave_as_well() {
        try (var nodes = Nodes.started(2, ONCE)) {
            write(nodes.host(0), ONCE);
            nodes.host(1).drain();
            awaitState(nodes.host(1), ClusterView.State.DRAINED);

            assertThat(left(nodes.host(1), nodes.host(0)))
                    .as("long before the five minutes that it may take")
                    .anyMatch(LeftBehind::nobodyStays)
                    .allMatch(one -> one.nobodyStays() || one.equals(LeftBehind.NOTHING));
        }
    }
}
