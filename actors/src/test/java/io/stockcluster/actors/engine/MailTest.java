package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.Send;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the two ends of sending count, through lost senders and splits. */
class MailTest {

    private static final long HERE = 1;
    private static final long THERE = 2;

    private static Outbox sent(Outbox outbox, long host, long epoch, String... receivers) {
        return outbox.with(
                host,
                outbox.numbered(
                        List.of(receivers).stream()
                                .map(receiver -> Send.to("purse", receiver, "message"))
                                .toList(),
                        host,
                        epoch,
                        ""));
    }

    private static Stamp stamp(long epoch, long number) {
        return new Stamp(epoch, number);
    }

    @Test
    void one_owner_counts_on_and_another_begins_an_epoch() {
        var outbox = sent(sent(Outbox.EMPTY, HERE, 10, "a", "b"), HERE, 11, "a");
        assertThat(outbox.pending())
                .extracting(Outbox.Sent::stamp)
                .containsExactly(stamp(10, 1), stamp(10, 2), stamp(10, 3));
        assertThat(outbox.pending())
                .extracting(Outbox.Sent::after)
                .as("a's second message follows its first")
                .containsExactly(Stamp.NONE, Stamp.NONE, stamp(10, 1));

        var next = sent(outbox, THERE, 12, "a");
        assertThat(next.pending().getLast().stamp()).isEqualTo(stamp(12, 1));
        assertThat(next.pending().getLast().after()).isEqualTo(stamp(10, 3));
    }

    @Test
    void what_has_arrived_is_forgotten_but_its_number_is_not_used_again() {
        var outbox = sent(sent(Outbox.EMPTY, HERE, 10, "a").without(Set.of(stamp(10, 1))), HERE, 11, "a");
        assertThat(outbox.pending()).extracting(Outbox.Sent::stamp).containsExactly(stamp(10, 2));
    }

    @Test
    void a_receiver_knows_what_it_has_and_nothing_of_another_epoch() {
        var inbox = Inbox.EMPTY.with("purse/a", stamp(10, 2));
        assertThat(inbox.has("purse/a", stamp(10, 1))).isTrue();
        assertThat(inbox.has("purse/a", stamp(10, 3))).isFalse();
        assertThat(inbox.has("purse/a", stamp(11, 1))).isFalse();
        assertThat(inbox.has("purse/b", stamp(10, 1))).isFalse();
        assertThat(inbox.has("purse/b", Stamp.NONE)).isTrue();
    }

    @Test
    void a_receiver_keeps_the_last_eight_epochs_of_a_sender() {
        var inbox = Inbox.EMPTY;
        for (int epoch = 1; epoch <= 20; epoch++) {
            inbox = inbox.with("purse/a", stamp(epoch, 1));
        }
        assertThat(inbox.last().get("purse/a")).hasSize(8).startsWith(stamp(13, 1));
    }

    @Test
    void after_a_split_both_sides_messages_are_on_their_way_and_the_next_begins_an_epoch() {
        var common = sent(Outbox.EMPTY, HERE, 10, "a");
        var larger = sent(common, THERE, 11, "b").without(Set.of(stamp(10, 1)));
        var smaller = sent(common, HERE, 12, "c");

        var union = larger.union(smaller);
        assertThat(union.pending())
                .extracting(Outbox.Sent::stamp)
                .as("what arrived on one side is sent again: its receiver knows it")
                .containsExactlyInAnyOrder(stamp(11, 1), stamp(10, 1), stamp(10, 2));
        assertThat(sent(union, HERE, 13, "a").pending().getLast().stamp()).isEqualTo(stamp(13, 1));
    }

    @Test
    void after_a_split_a_receiver_has_what_either_side_had() {
        var larger = Inbox.EMPTY.with("purse/a", stamp(10, 5)).with("purse/a", stamp(11, 1));
        var smaller = Inbox.EMPTY.with("purse/a", stamp(10, 7)).with("purse/b", stamp(20, 1));

        var union = larger.union(smaller);
        assertThat(union.has("purse/a", stamp(10, 7))).isTrue();
        assertThat(union.has("purse/a", stamp(11, 1))).isTrue();
        assertThat(union.has("purse/a", stamp(11, 2))).isFalse();
        assertThat(union.has("purse/b", stamp(20, 1))).isTrue();
    }
}
