package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Observer;
import io.stockcluster.actors.Tally;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of one actor's two cells after a split. */
class MergingTest {

    private static final ActorId ID = new ActorId("tally", "tea");

    private static final ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> PLAIN = Tally.type(3);

    private static final ActorType<Tally.State, Tally.Message, Tally.Added, Tally.Total> UNITED = PLAIN.mergedBy(
            (larger, smaller) -> new Tally.State(larger.total() + smaller.total(), larger.last() + smaller.last()));

    private static Cell cell(long version, long mark, long total, String last) {
        return cell(1, version, mark, total, last);
    }

    private static Cell cell(long term, long version, long mark, long total, String last) {
        return new Cell(term, version, mark, new Tally.State(total, last), Outbox.EMPTY, Inbox.EMPTY);
    }

    @Test
    void an_actor_of_one_side_is_taken_as_it_is() {
        var smaller = cell(3, 30, 5, "s");
        assertThat(Merging.merged(PLAIN, null, smaller, ID)).isSameAs(smaller);
    }

    @Test
    void the_same_change_on_both_sides_is_the_same_actor() {
        var larger = cell(3, 30, 5, "a");
        assertThat(Merging.merged(UNITED, larger, cell(3, 30, 5, "a"), ID)).isSameAs(larger);
    }

    @Test
    void a_type_without_a_union_keeps_what_was_changed_in_the_later_term_on_whichever_side() {
        var wentOn = cell(2, 3, 30, 5, "w");
        var didNot = cell(1, 9, 90, 7, "d");
        assertThat(Merging.merged(PLAIN, wentOn, didNot, ID)).isSameAs(wentOn);
        assertThat(Merging.merged(PLAIN, didNot, wentOn, ID)).isSameAs(wentOn);
    }

    @Test
    void of_one_term_a_type_without_a_union_keeps_the_newer() {
        var older = cell(3, 30, 5, "l");
        var newer = cell(9, 90, 7, "s");
        assertThat(Merging.merged(PLAIN, older, newer, ID)).isSameAs(newer);
        assertThat(Merging.merged(PLAIN, newer, older, ID)).isSameAs(newer);
    }

    @Test
    void the_union_is_newer_than_either_and_is_none_of_the_two() {
        var merged = Merging.merged(UNITED, cell(1, 3, 30, 5, "l"), cell(2, 9, 90, 7, "s"), ID);

        assertThat(merged.term()).isEqualTo(2);
        assertThat(merged.version()).isEqualTo(10);
        assertThat(merged.mark()).isNotIn(30L, 90L);
        assertThat(merged.state()).isEqualTo(new Tally.State(12, "ls"));
    }

    @Test
    void a_host_is_merging_from_when_it_joins_the_larger_side_until_it_has_brought_everything() {
        var hosted = new Hosted(Map.of(), new Fence(1, System::nanoTime), InstantSource.system(), Observer.NONE);
        var merging = new Merging(hosted, List.of());
        assertThat(merging.underWay()).isFalse();

        merging.stateChanged(new LifecycleEvent(LifecycleState.MERGING));
        assertThat(merging.underWay()).isTrue();

        merging.stateChanged(new LifecycleEvent(LifecycleState.MERGED));
        assertThat(merging.underWay()).isFalse();
    }
}
