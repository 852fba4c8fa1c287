package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FenceTest {

    private static final long LEASE = Fence.LEASE.toNanos();

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5 * LEASE); // nanoTime may overflow
    private final UUID b = new UUID(0, 2);
    private final UUID c = new UUID(0, 3);

    private Fence fence(int expected) {
        return new Fence(expected, clock::get);
    }

    @Test
    void a_host_that_is_the_whole_cluster_needs_nobody() {
        var fence = fence(1);
        clock.addAndGet(1_000 * LEASE);
        assertThat(fence.open()).isTrue();
    }

    @Test
    void a_host_of_three_needs_one_other_within_the_lease() {
        var fence = fence(3);
        assertThat(fence.open()).isFalse();

        fence.confirmed(b, clock.get());
        assertThat(fence.open()).isTrue();

        clock.addAndGet(LEASE);
        assertThat(fence.open()).isFalse();
        assertThat(fence.shut().orElseThrow()).contains("of 3 expected actor nodes, 1 others");
    }

    @Test
    void the_lease_runs_from_when_it_was_asked_and_not_from_when_the_answer_came() {
        var fence = fence(3);
        long asked = clock.get();
        clock.addAndGet(LEASE + 1);
        fence.confirmed(b, asked);
        assertThat(fence.open()).isFalse();
    }

    @Test
    void the_oldest_confirmation_that_makes_the_majority_counts() {
        var fence = fence(5);
        fence.confirmed(b, clock.get());
        assertThat(fence.open()).as("two of five").isFalse();

        clock.addAndGet(LEASE / 2);
        fence.confirmed(c, clock.get());
        assertThat(fence.open()).as("three of five").isTrue();

        clock.addAndGet(LEASE / 2);
        assertThat(fence.open()).as("b's has run out").isFalse();
    }

    @Test
    void a_late_answer_to_an_old_question_takes_nothing_back() {
        var fence = fence(3);
        long before = clock.get();
        clock.addAndGet(LEASE);
        fence.confirmed(b, clock.get());
        fence.confirmed(b, before);
        assertThat(fence.open()).isTrue();
    }

    @Test
    void a_majority_goes_on_without_the_one_that_left_whatever_comes_back_later() {
        var fence = fence(3);
        fence.seen(3);
        fence.confirmed(b, clock.get());
        fence.confirmed(c, clock.get());
        assertThat(fence.wentOn()).as("nobody has left").isFalse();

        fence.left(c);
        fence.seen(2);
        assertThat(fence.wentOn()).isTrue();

        fence.seen(3);
        fence.lost(c);
        fence.confirmed(c, clock.get());
        assertThat(fence.wentOn())
                .as("the one that came back does not change that")
                .isTrue();
    }

    @Test
    void a_host_that_was_alone_did_not_go_on_even_if_others_come_back() {
        var fence = fence(3);
        fence.seen(3);
        fence.confirmed(b, clock.get());
        fence.confirmed(c, clock.get());
        fence.left(b);
        fence.left(c);
        fence.seen(1);
        assertThat(fence.open()).isFalse();

        fence.seen(2);
        fence.confirmed(b, clock.get());
        assertThat(fence.open()).isTrue();
        assertThat(fence.wentOn()).isFalse();
    }

    @Test
    void the_lease_ends_with_the_connection() {
        var fence = fence(3);
        fence.confirmed(b, clock.get());
        fence.lost(b);
        assertThat(fence.open()).isFalse();
    }

    @Test
    void without_an_expected_size_the_most_hosts_ever_seen_count() {
        var fence = fence(0);
        assertThat(fence.open()).isTrue();

        fence.seen(3);
        assertThat(fence.expected()).isEqualTo(3);
        assertThat(fence.open()).isFalse();

        fence.seen(1);
        assertThat(fence.expected()).isEqualTo(3);

        fence.expect(1);
        assertThat(fence.open()).isTrue();
    }
}
