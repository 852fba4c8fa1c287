package io.stockcluster.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.Load;
import io.stockcluster.actors.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreshMovesTest {

    private static final Instant BORN = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant NOW = BORN.plusSeconds(10);
    private static final boolean LEADS = true;

    private final FreshMoves moves = new FreshMoves("node-1", BORN);

    private static Move running(int shard, String to, Instant startedAt) {
        return new Move(
                shard,
                0,
                Optional.of("node-0"),
                to,
                Move.Status.RUNNING,
                1,
                Optional.of(startedAt),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Move done(int shard, String to) {
        return ended(running(shard, to, NOW)).carrying(new Load(3, 300));
    }

    private static Move ended(Move move) {
        return move.ended(Move.Status.DONE, Optional.empty(), NOW);
    }

    private static Move failed(int shard, String to) {
        return running(shard, to, NOW).ended(Move.Status.FAILED, Optional.of(to + " left"), NOW);
    }

    @Test
    void what_is_done_is_counted_once_by_the_node_that_received_it() {
        var log = List.of(running(3, "node-1", NOW), done(2, "node-2"), done(1, "node-1"));

        assertThat(moves.of(log, LEADS, NOW)).containsExactly(done(1, "node-1"));
        assertThat(moves.of(log, LEADS, NOW)).isEmpty();
    }

    @Test
    void what_failed_is_counted_by_the_node_that_leads_whoever_was_to_receive_it() {
        var log = List.of(failed(2, "node-2"), failed(1, "node-1"));

        assertThat(new FreshMoves("node-2", BORN).of(log, !LEADS, NOW)).isEmpty();
        assertThat(moves.of(log, LEADS, NOW)).isEqualTo(log);
        assertThat(moves.of(log, LEADS, NOW)).isEmpty();
    }

    @Test
    void a_new_leader_counts_what_fails_from_then_on() {
        var before = List.of(failed(1, "node-2"));
        assertThat(moves.of(before, !LEADS, NOW)).isEmpty();

        var after = List.of(failed(2, "node-0"), failed(1, "node-2"));

        assertThat(moves.of(after, LEADS, NOW)).containsExactly(failed(2, "node-0"));
    }

    @Test
    void each_attempt_at_the_same_move_counts() {
        Move again = running(1, "node-1", NOW.plusSeconds(1))
                .ended(Move.Status.FAILED, Optional.of("node-1 left"), NOW.plusSeconds(2));

        assertThat(moves.of(List.of(failed(1, "node-1")), LEADS, NOW)).hasSize(1);
        assertThat(moves.of(List.of(again, failed(1, "node-1")), LEADS, NOW)).containsExactly(again);
    }

    @Test
    void more_than_the_log_keeps_are_counted_where_it_is_looked_at_in_between() {
        var first = IntStream.range(0, 1000).mapToObj(i -> done(i, "node-1")).toList();
        var second =
                IntStream.range(1000, 2000).mapToObj(i -> done(i, "node-1")).toList();

        assertThat(moves.of(first, !LEADS, NOW)).hasSize(1000);
        assertThat(moves.of(second, !LEADS, NOW)).hasSize(1000);
    }

    @Test
    void what_a_move_brought_is_waited_for_but_not_for_ever() {
        var log = List.of(ended(running(1, "node-1", NOW)));

        assertThat(moves.of(log, !LEADS, NOW)).isEmpty();
        assertThat(moves.of(log, !LEADS, NOW.plus(Duration.ofMinutes(2)))).isEqualTo(log);
    }

    @Test
    void what_went_to_an_earlier_process_of_this_name_is_not_counted_again() {
        var log = List.of(ended(running(1, "node-1", BORN.minusSeconds(1))).carrying(new Load(3, 300)));

        assertThat(moves.of(log, !LEADS, NOW)).isEmpty();
    }
}
