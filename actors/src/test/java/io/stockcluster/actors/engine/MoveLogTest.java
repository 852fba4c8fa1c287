package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.Load;
import io.stockcluster.actors.MigrationLog;
import io.stockcluster.actors.Move;
import io.stockcluster.actors.Move.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveLogTest {

    private static final String SELF = "leader";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Optional<String> FROM = Optional.of("node-a");

    private final MoveLog log = new MoveLog();

    MoveLogTest() {
        log.lead(SELF, START);
    }

    private static List<MoveLog.Planned> moves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new MoveLog.Planned(new UUID(0, i), i, 0, FROM, "node-b"))
                .toList();
    }

    private static Instant after(long seconds) {
        return START.plusSeconds(seconds);
    }

    private MigrationLog view(Instant now) {
        return log.view(SELF, now).orElseThrow();
    }

    private void run(MoveLog.Planned move, Instant from, Instant until) {
        log.started(move.id(), move.from(), from);
        log.done(move.id(), until);
    }

    @Test
    void a_move_waits_runs_and_is_done() {
        var moves = moves(2);
        log.plan(moves, START);
        assertThat(view(START).moves()).extracting(Move::status).containsOnly(Status.PENDING);

        log.started(moves.get(1).id(), Optional.of("node-c"), after(1));
        log.carried(moves.get(1).id(), new Load(7, 700));
        var running = view(after(1)).moves().getFirst();
        assertThat(running.status()).isEqualTo(Status.RUNNING);
        assertThat(running.from()).contains("node-c");

        log.done(moves.get(1).id(), after(3));
        var done = view(after(3)).moves().getLast();
        assertThat(done.status()).isEqualTo(Status.DONE);
        assertThat(done.took()).contains(Duration.ofSeconds(2));
        assertThat(done.load()).contains(new Load(7, 700));
        assertThat(view(after(3)).plan().remaining()).isEqualTo(1);
    }

    @Test
    void what_a_move_brought_may_be_told_when_it_is_over() {
        var moves = moves(1);
        log.plan(moves, START);
        run(moves.getFirst(), START, after(1));

        log.carried(moves.getFirst().id(), new Load(3, 30));

        assertThat(view(after(1)).moves().getFirst().load()).contains(new Load(3, 30));
    }

    @Test
    void a_move_that_failed_is_shown_with_its_error_and_the_next_plan_tries_it_again() {
        var moves = moves(3);
        log.plan(moves, START);
        log.started(moves.get(0).id(), FROM, START);
        log.failed(moves.get(0).id(), "node-b left", after(1));
        assertThat(view(after(1)).plan().failed()).isEqualTo(1);
        assertThat(view(after(1)).plan().remaining()).isEqualTo(2);

        var again = List.of(
                new MoveLog.Planned(new UUID(1, 0), 0, 0, FROM, "node-b"),
                new MoveLog.Planned(new UUID(1, 1), 1, 0, FROM, "node-b"));
        log.plan(again, after(2));

        var view = view(after(2));
        assertThat(view.moves())
                .extracting(move -> move.shard() + " " + move.status() + " " + move.attempt())
                .containsExactly("0 PENDING 2", "1 PENDING 1", "0 FAILED 1");
        assertThat(view.moves().getLast().error()).contains("node-b left");
        assertThat(view.plan().planned()).isEqualTo(2);

        again.forEach(move -> run(move, after(2), after(3)));
        log.plan(moves(1), after(4));
        assertThat(view(after(4)).moves().getFirst().attempt())
                .as("the same again, after it was done")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"3 3 3 3 3", "2 4 3 1 5", "5 4 3 2 1"})
    void after_the_first_tenth_the_time_left_is_right_within_a_factor_of_two(String pace) {
        int[] seconds = Stream.of(pace.split(" ")).mapToInt(Integer::parseInt).toArray();
        var moves = moves(200);
        log.plan(moves, START);
        int atATime = 10;
        int waves = 20;
        int all = IntStream.range(0, waves)
                .map(wave -> seconds[wave % seconds.length])
                .sum();
        int gone = 0;
        for (int wave = 0; wave < waves; wave++) {
            var running = moves.subList(wave * atATime, (wave + 1) * atATime);
            Instant from = after(gone);
            gone += seconds[wave % seconds.length];
            Instant until = after(gone);
            running.forEach(move -> log.started(move.id(), FROM, from));
            running.forEach(move -> log.done(move.id(), until));
            if (wave > 0 && wave < waves - 2) {
                long left = view(until).plan().timeLeft().orElseThrow().toSeconds();
                assertThat((double) left).as("after wave " + wave).isBetween((all - gone) / 2.0, (all - gone) * 2.0);
            }
        }
        assertThat(view(after(all)).plan().remaining()).isZero();
    }

    @Test
    void a_thousand_moves_are_kept() {
        var moves = moves(1_100);
        log.plan(moves, START);
        moves.forEach(move -> run(move, START, after(1)));

        var kept = view(after(1)).moves();

        assertThat(kept).hasSize(1_000);
        assertThat(kept.getFirst().shard()).as("the latest first").isEqualTo(1_099);
    }

    @Test
    void a_follower_knows_the_same() {
        var follower = new MoveLog();
        var moves = moves(4);
        log.plan(moves, START);
        run(moves.get(0), START, after(1));
        follower.follow(log.since(follower.leader(), follower.changes(), after(1)));
        log.started(moves.get(1).id(), FROM, after(1));
        log.carried(moves.get(0).id(), new Load(1, 10));
        follower.follow(log.since(follower.leader(), follower.changes(), after(2)));

        assertThat(follower.view("another", after(2)).orElseThrow()).isEqualTo(view(after(2)));

        run(moves.get(1), after(1), after(3));
        var news = log.since(follower.leader(), follower.changes(), after(3));
        assertThat(news.moves()).as("what it does not know").hasSize(3);
    }

    @Test
    void who_leads_next_goes_on_where_the_last_one_was_heard_of() {
        var follower = new MoveLog();
        var moves = moves(4);
        log.plan(moves, START);
        run(moves.get(0), START, after(1));
        log.started(moves.get(1).id(), FROM, after(1));
        follower.follow(log.since("", 0, after(1)));

        follower.lead("next", after(2));

        var view = follower.view("next", after(2)).orElseThrow();
        assertThat(view.moves()).extracting(Move::status).containsExactly(Status.FAILED, Status.DONE);
        assertThat(view.moves().getFirst().error()).contains("The node that led the plan is gone");
        assertThat(view.plan().planned()).as("what was done and what failed").isEqualTo(2);
        assertThat(view.plan().remaining()).isZero();
    }

    @Test
    void who_leads_next_goes_on_counting_the_attempts() {
        var next = new MoveLog();
        for (int attempt = 1; attempt <= 3; attempt++) {
            var id = new UUID(attempt, 0);
            log.plan(List.of(new MoveLog.Planned(id, 0, 0, FROM, "node-b")), after(attempt));
            log.started(id, FROM, after(attempt));
            if (attempt < 3) {
                log.failed(id, "node-b left", after(attempt));
            }
        }
        next.follow(log.since("", 0, after(3)));

        next.lead("next", after(4));
        next.plan(List.of(new MoveLog.Planned(new UUID(4, 0), 0, 0, FROM, "node-b")), after(4));

        assertThat(next.view("next", after(4)).orElseThrow().moves())
                .extracting(move -> move.status() + " " + move.attempt())
                .containsExactly("PENDING 4", "FAILED 3", "FAILED 2", "FAILED 1");
    }

    @Test
    void who_heard_more_of_the_last_leader_than_the_next_one_tells_what_that_tells() {
        var next = new MoveLog();
        var follower = new MoveLog();
        var moves = moves(2);
        log.plan(moves, START);
        run(moves.get(0), START, after(1));
        next.follow(log.since("", 0, after(1)));
        run(moves.get(1), after(1), after(2));
        follower.follow(log.since("", 0, after(2)));

        next.lead("next", after(3));
        follower.follow(next.since(follower.leader(), follower.changes(), after(3)));

        assertThat(follower.view("another", after(3))).isEqualTo(next.view("next", after(3)));
    }

    @Test
    void what_was_planned_and_is_not_needed_any_more_does_not_remain() {
        log.plan(moves(5), START);
        run(moves(5).getFirst(), START, after(1));

        log.settled(after(2));

        assertThat(view(after(2)).plan().planned()).isEqualTo(1);
        assertThat(view(after(2)).plan().remaining()).isZero();
    }
}
