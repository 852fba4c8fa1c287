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

    private static void write(ActorSystem host) {
        KEYS.forEach(key -> host.actor(TWICE, key).ask(new Tally.Add("a", 7)));
    }

    @Test
    void all_at_once_hand_over_to_nobody_and_tell_what_they_leave_behind() {
        try (var nodes = Nodes.started(3, TWICE)) {
            write(nodes.host(0));

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
            write(nodes.host(0));
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
            write(nodes.host(0));

            assertThat(left(nodes.host(0), nodes.host(1))).containsOnly(LeftBehind.NOTHING);

            nodes.host(2).expect(1);
            await().atMost(Nodes.LIMIT)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .untilAsserted(() -> assertThat(nodes.host(2)
                                    .askEach(TWICE, KEYS, new Tally.Read())
                                    .values())
                            .hasSize(50)
                            .allSatisfy(total -> assertThat(total.total()).isEqualTo(7)));
        }
    }
}
