package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.actors.engine.Held;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of actors that were written on two sides of a split. */
class MergingTest {

    private static final ActorType<Ledger.Book, Ledger.Message, Ledger.Entered, Ledger.Total> LEDGERS =
            ActorType.sharded(Ledger.TYPE, new Ledger(), Replication.of(3, Consistency.eventual()));

    /** Two clusters of one name that do not know each other yet: one host, and two. */
    private static Sides split(ActorType<?, ?, ?, ?> type) {
        var sides = new Sides(type);
        sides.start();
        return sides;
    }

    @Test
    void an_actor_of_both_sides_becomes_the_union_of_the_two() {
        try (var sides = split(LEDGERS.mergedBy(Ledger.Book::union))) {
            for (int i = 0; i < 50; i++) {
                sides.smaller().actor(LEDGERS, "both " + i).ask(new Ledger.Enter("smaller " + i, 1));
                sides.larger().actor(LEDGERS, "both " + i).ask(new Ledger.Enter("larger " + i, 10));
                sides.larger().actor(LEDGERS, "both " + i).ask(new Ledger.Enter("larger too " + i, 100));
                sides.smaller().actor(LEDGERS, "one " + i).ask(new Ledger.Enter("smaller", 1));
            }

            sides.heal();

            for (ActorSystem host : sides.hosts()) {
                for (int i = 0; i < 50; i++) {
                    assertThat(host.actor(LEDGERS, "both " + i)
                                    .ask(new Ledger.Read())
                                    .total())
                            .isEqualTo(111);
                    assertThat(host.actor(LEDGERS, "one " + i)
                                    .ask(new Ledger.Read())
                                    .total())
                            .isEqualTo(1);
                }
            }
            // And every copy has what the owner has, a moment after it has answered.
            for (int i = 0; i < 50; i++) {
                sides.smaller().actor(LEDGERS, "both " + i).ask(new Ledger.Enter("after", 1_000));
            }
            await().atMost(Nodes.LIMIT)
                    .until(() -> Held.ofEach(Ledger.TYPE).distinct().count() == 1);
            sides.hosts().get(1).close();
            for (int i = 0; i < 50; i++) {
                assertThat(sides.smaller()
                                .actor(LEDGERS, "both " + i)
                                .ask(new Ledger.Read())
                                .total())
                        .isEqualTo(1_111);
            }
        }
    }

    @Test
    void what_either_side_sent_arrives_once() {
        try (var sides = split(LEDGERS.mergedBy(Ledger.Book::union))) {
            for (int i = 0; i < 20; i++) {
                var from = "from " + i % 5;
                // Both sides' senders count from one. What is settled has arrived before the merge, the rest may not.
                sides.smaller().actor(LEDGERS, from).askSettled(new Ledger.Forward("s" + i, "to", 1));
                sides.larger().actor(LEDGERS, from).askSettled(new Ledger.Forward("l" + i, "to", 10));
                sides.smaller().actor(LEDGERS, from).ask(new Ledger.Forward("S" + i, "to", 100));
                sides.larger().actor(LEDGERS, from).ask(new Ledger.Forward("L" + i, "to", 1_000));
            }

            sides.heal();

            await().atMost(Nodes.LIMIT)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .untilAsserted(() -> assertThat(sides.smaller()
                                    .actor(LEDGERS, "to")
                                    .ask(new Ledger.Read())
                                    .total())
                            .isEqualTo(20 * 1_111));
            for (int i = 0; i < 5; i++) {
                sides.larger().actor(LEDGERS, "from " + i).askSettled(new Ledger.Forward("after " + i, "to", 1));
            }
            assertThat(sides.larger()
                            .actor(LEDGERS, "to")
                            .ask(new Ledger.Read())
                            .total())
                    .as("what is sent after the merge is not taken for something old")
                    .isEqualTo(20 * 1_111 + 5);
        }
    }

    @Test
    void without_a_union_the_larger_side_is_kept() {
        try (var sides = split(LEDGERS)) {
            sides.smaller().actor(LEDGERS, "both").ask(new Ledger.Enter("smaller", 1));
            sides.larger().actor(LEDGERS, "both").ask(new Ledger.Enter("larger", 10));
            sides.smaller().actor(LEDGERS, "one").ask(new Ledger.Enter("smaller", 1));

            sides.heal();

            assertThat(sides.smaller()
                            .actor(LEDGERS, "both")
                            .ask(new Ledger.Read())
                            .total())
                    .isEqualTo(10);
            assertThat(sides.larger()
                            .actor(LEDGERS, "one")
                            .ask(new Ledger.Read())
                            .total())
                    .as("nobody wrote it on the larger side")
                    .isEqualTo(1);
        }
    }

    @Test
    void shards_that_a_cut_off_node_brings_back_are_not_lost() {
        var type =
                ActorType.sharded(Ledger.TYPE, new Ledger(), Replication.of(2)).mergedBy(Ledger.Book::union);
        try (var nodes = Nodes.started(5, type)) {
            for (int i = 0; i < 200; i++) {
                nodes.host(0).actor(type, "book " + i).ask(new Ledger.Enter("before", 1));
            }

            nodes.split(2);

            await("some shards had both copies there").atMost(Nodes.LIMIT).until(() -> lost(nodes.host(4)) > 0);
            await("they are back").atMost(Nodes.LIMIT).untilAsserted(() -> {
                for (int i = 0; i < 5; i++) {
                    assertThat(nodes.host(i).view().members()).hasSize(5);
                    assertThat(lost(nodes.host(i))).isZero();
                }
            });
            nodes.awaitSafe();
            for (int i = 0; i < 200; i++) {
                assertThat(nodes.host(4)
                                .actor(type, "book " + i)
                                .ask(new Ledger.Read())
                                .total())
                        .isEqualTo(1);
            }
        }
    }

    private static int lost(ActorSystem host) {
        return host.view().shards().orElseThrow().lost();
    }

    /** Entries that are known by their ids, so that two books have a union; some are forwarded to another book. */
    static final class Ledger implements Behavior<Ledger.Book, Ledger.Message, Ledger.Entered, Ledger.Total> {

        static final String TYPE = "ledger";

        /** The entries, as {@code id=amount}. */
        record Book(String entries) {

            static Book union(Book larger, Book smaller) {
                return new Book(
                        Stream.of(larger, smaller)
                                .flatMap(Book::all)
                                .collect(Collectors.toCollection(TreeSet::new))
                                .stream()
                                .map(entry -> entry + ";")
                                .collect(Collectors.joining()));
            }

            Stream<String> all() {
                return Arrays.stream(entries.split(";")).filter(entry -> !entry.isEmpty());
            }

            long total() {
                return all().mapToLong(entry -> Long.parseLong(entry.substring(entry.indexOf('=') + 1)))
                        .sum();
            }
        }

        sealed interface Message {}

        record Enter(String id, long amount) implements Message {}

        record Forward(String id, String to, long amount) implements Message {}

        record Read() implements Message {}

        record Entered(String id, long amount) {}

        record Total(long total) {}

        @Override
        public Book initial(ActorId id) {
            return new Book("");
        }

        @Override
        public Decision<Entered, Total> decide(Book book, Message message, MessageContext context) {
            return switch (message) {
                case Enter(String id, long amount) -> Decision.event(new Entered(id, amount), new Total(book.total()));
                case Forward(String id, String to, long amount) ->
                    Decision.<Entered, Total>event(new Entered(id, 0), new Total(book.total()))
                            .sending(Send.to(TYPE, to, new Enter(id, amount)));
                case Read() -> Decision.reply(new Total(book.total()));
            };
        }

        @Override
        public Book evolve(Book book, Entered event) {
            return new Book(book.entries() + event.id() + "=" + event.amount() + ";");
        }

        @Override
        public boolean repeatable(Message message) {
            return message instanceof Read;
        }
    }

    /** A cluster of three whose hosts were started apart, and have not found each other yet. */
    private static final class Sides implements AutoCloseable {

        private final Nodes nodes;

        Sides(ActorType<?, ?, ?, ?> type) {
            nodes = Nodes.ofSize(3, type);
        }

        void start() {
            nodes.startApart(1);
            nodes.startApart(2);
            nodes.awaitSafe();
        }

        void heal() {
            nodes.findEachOther();
            await().atMost(Nodes.LIMIT)
                    .ignoreExceptions()
                    .until(() -> hosts().stream()
                            .map(ActorSystem::view)
                            .allMatch(view -> view.members().size() == 3
                                    && view.state() == ClusterView.State.ACTIVE
                                    && view.safe()));
            nodes.host(0).expect(3);
        }

        ActorSystem smaller() {
            return nodes.host(0);
        }

        ActorSystem larger() {
            return nodes.host(2);
        }

        List<ActorSystem> hosts() {
            return List.of(nodes.host(0), nodes.host(1), nodes.host(2));
        }

        @Override
        public void close() {
            nodes.close();
        }
    }
}
