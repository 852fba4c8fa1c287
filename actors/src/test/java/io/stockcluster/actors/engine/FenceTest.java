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

    private void confirmed(Fence fence, UUID by) {
        fence.confirmed(by, clock.get(), fence.known(), fence.known());
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

        confirmed(fence, b);
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
        fence.confirmed(b, asked, 0, 0);
        assertThat(fence.open()).isFalse();
    }

    @Test
    void the_oldest_confirmation_that_makes_the_majority_counts() {
        var fence = fence(5);
        confirmed(fence, b);
        assertThat(fence.open()).as("two of five").isFalse();

        clock.addAndGet(LEASE / 2);
        confirmed(fence, c);
        assertThat(fence.open()).as("three of five").isTrue();

        clock.addAndGet(LEASE / 2);
        assertThat(fence.open()).as("b's has run out").isFalse();
    }

    @Test
    void a_late_answer_to_an_old_question_takes_nothing_back() {
        var fence = fence(3);
        long before = clock.get();
        clock.addAndGet(LEASE);
        confirmed(fence, b);
        fence.confirmed(b, before, 0, 0);
        assertThat(fence.open()).isTrue();
    }

    @Test
    void a_majority_that_forms_anew_works_in_a_later_term() {
        var fence = fence(3);
        confirmed(fence, b);
        long before = fence.term();

        fence.left();
        assertThat(fence.open()).isFalse();
        confirmed(fence, b);

        assertThat(fence.open()).isTrue();
        assertThat(fence.term()).isGreaterThan(before);
    }

    @Test
    void who_knows_of_a_later_term_confirms_none_until_it_was_told_of_it() {
        var fence = fence(3);

        fence.confirmed(b, clock.get(), 0, 7);
        assertThat(fence.open()).isFalse();
        assertThat(fence.known()).isEqualTo(7);

        fence.confirmed(b, clock.get(), 7, 7);
        assertThat(fence.open()).isTrue();
        assertThat(fence.term()).isEqualTo(7);
    }

    @Test
    void it_works_in_the_latest_term_that_a_majority_knows_of() {
        var fence = fence(5);
        confirmed(fence, b);
        confirmed(fence, c);
        assertThat(fence.term()).isZero();

        fence.told(3);
        fence.told(2);
        assertThat(fence.known()).isEqualTo(3);
        confirmed(fence, b);
        assertThat(fence.term()).as("two of five know").isZero();

        confirmed(fence, c);
        assertThat(fence.term()).isEqualTo(3);
    }

    @Test
    void the_lease_ends_with_the_connection() {
        var fence = fence(3);
        confirmed(fence, b);
        fence.lost(b);
        assertThat(fence.open()).isFalse();
    }

    @Test
    void what_was_confirmed_before_a_host_was_lost_holds_no_more() {
        var fence = fence(3);
        long before = clock.get();
        fence.confirmed(b, before, 0, 0);
        clock.incrementAndGet();

        fence.left();
        assertThat(fence.open()).isFalse();
        fence.confirmed(b, before, 0, 0);
        assertThat(fence.open()).as("asked before").isFalse();

        confirmed(fence, b);
        assertThat(fence.open()).isTrue();
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
