package io.stockcluster.node.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Replication;
import io.stockcluster.actors.Send;
import io.stockcluster.node.Journey;
import io.stockcluster.node.delivery.Delivery.Line;
import io.stockcluster.node.stock.PotWrite.Receive;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final LocalDateTime TEN = LocalDateTime.of(2024, 12, 26, 10, 0);

    private final World world = new World(2);

    @Test
    void a_delivery_sends_each_pot_the_sum_of_its_lines() {
        var decision = world.decide(delivery("d1", line("Tea", "1.50"), line("Salt & Pepper", "4"), line("Tea", "2")));

        assertThat(decision.sends())
                .containsExactly(
                        Send.to("stock-pot", "Shop%201/Tea", receive("3.50")),
                        Send.to("stock-pot", "Shop%201/Salt%20%26%20Pepper", receive("4")));
    }

    @Test
    void a_repeated_one_is_answered_as_it_was_first_sent_and_sends_nothing() {
        var first = delivery("d1", line("Tea", "1.50"));
        world.decide(first);

        var again = world.decide(delivery("d1", line("Tea", "1.5")));

        assertThat(again.reply()).isEqualTo(new DeliveryReply.Accepted(first));
        assertThat(again.standsOnEarlier()).isTrue();
        assertThat(again.sends()).isEmpty();
    }

    @Test
    void an_id_that_was_used_for_another_delivery_is_a_mismatch() {
        world.decide(delivery("d1", line("Tea", "1")));

        assertThat(world.decide(delivery("d1", line("Tea", "2"))).reply()).isEqualTo(new DeliveryReply.Mismatch());
        assertThat(world.decide(delivery("d1", line("Tea", "1"), line("Milk", "1")))
                        .reply())
                .isEqualTo(new DeliveryReply.Mismatch());
    }

    @Test
    void an_id_that_is_forgotten_is_a_new_delivery_when_it_comes_again() {
        world.decide(delivery("d1", line("Tea", "1")));
        world.decide(delivery("d2", line("Tea", "1")));
        world.decide(delivery("d3", line("Tea", "1")));

        var again = world.decide(delivery("d1", line("Tea", "1")));

        assertThat(again.sends())
                .as("and its parts are others than those of the first")
                .containsExactly(
                        Send.to("stock-pot", "Shop%201/Tea", new Receive("3/delivery/d1", BigDecimal.ONE, TEN)));
    }

    @Test
    void of_two_sides_each_delivery_is_kept_once() {
        var other = new World(2);
        world.decide(delivery("d1", line("Tea", "1")));
        other.decide(delivery("d1", line("Tea", "1")));
        other.decide(delivery("d2", line("Tea", "1")));

        assertThat(DeliveryBook.union(world.book, other.book)).isEqualTo(other.book);
        assertThat(DeliveryBook.union(other.book, world.book)).isEqualTo(other.book);
    }

    @Test
    void everything_arrives_at_another_node_as_it_set_out() {
        var delivery = delivery("d1", line("Tea", "1.50"), line("Milk", "0.000000001"));
        world.decide(delivery);

        try (var journey = new Journey(DeliverySerializers.all())) {
            for (Object object : List.of(
                    delivery,
                    new DeliveryCommand.Accept(delivery),
                    new DeliveryReply.Accepted(delivery),
                    new DeliveryReply.Mismatch(),
                    new DeliveryEvent(delivery, 5),
                    world.book)) {
                assertThat(journey.of(object)).isEqualTo(object);
            }
        }
    }

    private static Delivery delivery(String requestId, Line... lines) {
        return new Delivery(requestId, "supplier", "ref", TEN, List.of(lines));
    }

    private static Line line(String product, String quantity) {
        return new Line(product, new BigDecimal(quantity));
    }

    private static Receive receive(String quantity) {
        return new Receive("0/delivery/d1", new BigDecimal(quantity), TEN);
    }

    /** One location's deliveries, without a cluster around them. */
    private static final class World {
        private final ActorId id = new ActorId("deliveries", "Shop 1");
        private final Behavior<DeliveryBook, DeliveryCommand, DeliveryEvent, DeliveryReply> deliveries;
        private DeliveryBook book;

        @SuppressWarnings("unchecked") // the type hides what only the actor itself needs to know
        World(int remembered) {
            deliveries = (Behavior<DeliveryBook, DeliveryCommand, DeliveryEvent, DeliveryReply>)
                    Deliveries.type("stock-pot", remembered, Replication.of(1)).behavior();
            book = deliveries.initial(id);
        }

        Decision<DeliveryEvent, DeliveryReply> decide(Delivery delivery) {
            var decision = deliveries.decide(
                    book, new DeliveryCommand.Accept(delivery), new MessageContext(id, Instant.EPOCH));
            decision.events().forEach(event -> book = deliveries.evolve(book, event));
            return decision;
        }
    }
}
