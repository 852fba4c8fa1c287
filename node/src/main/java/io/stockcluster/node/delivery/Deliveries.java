package io.stockcluster.node.delivery;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Replication;
import io.stockcluster.actors.Send;
import io.stockcluster.node.stock.Origin;
import io.stockcluster.node.stock.PotKey;
import io.stockcluster.node.stock.PotWrite;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The deliveries of a location: keyed by it, since that is where their request ids are kept apart.
 *
 * <p>An accepted delivery and what it sends to its pots are kept together or not at all, so a delivery is in all of
 * its pots or in none, whatever dies. Who asks with {@code askSettled} is answered when it is in all of them.
 */
public final class Deliveries implements Behavior<DeliveryBook, DeliveryCommand, DeliveryEvent, DeliveryReply> {

    private final String pots;
    private final int remembered;

    private Deliveries(String pots, int remembered) {
        this.pots = pots;
        this.remembered = remembered;
    }

    /**
     * The actors.
     *
     * @param pots the name of the type that they send to
     * @param remembered request ids, for each location
     */
    public static ActorType<?, DeliveryCommand, ?, DeliveryReply> type(
            String pots, int remembered, Replication replication) {
        return ActorType.sharded("deliveries", new Deliveries(pots, remembered), replication)
                .mergedBy(DeliveryBook::union);
    }

    @Override
    public DeliveryBook initial(ActorId id) {
        return DeliveryBook.empty(remembered);
    }

    @Override
    public Decision<DeliveryEvent, DeliveryReply> decide(
            DeliveryBook book, DeliveryCommand command, MessageContext context) {
        return switch (command) {
            case DeliveryCommand.Accept(Delivery delivery) ->
                book.requests()
                        .find(delivery.requestId())
                        .map(first -> repeated(first, delivery))
                        .orElseGet(() -> first(book, delivery, context.actor()));
        };
    }

    private static Decision<DeliveryEvent, DeliveryReply> repeated(Delivery first, Delivery delivery) {
        return Decision.again(
                first.sameContentAs(delivery) ? new DeliveryReply.Accepted(first) : new DeliveryReply.Mismatch());
    }

    private Decision<DeliveryEvent, DeliveryReply> first(DeliveryBook book, Delivery delivery, ActorId self) {
        var accepted = new DeliveryReply.Accepted(delivery);
        return Decision.<DeliveryEvent, DeliveryReply>event(new DeliveryEvent(delivery, remembered), accepted)
                .sending(parts(
                        delivery,
                        self.key(),
                        Origin.ofDelivery(
                                delivery.requestId(), book.requests().past().taken(), remembered)));
    }

    /** One for each product, in the order in which they are first named. */
    private List<Send> parts(Delivery delivery, String location, String origin) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        delivery.lines().forEach(line -> sums.merge(line.productId(), line.quantity(), BigDecimal::add));
        return sums.entrySet().stream()
                .map(sum -> Send.to(
                        pots,
                        PotKey.of(location, sum.getKey()),
                        new PotWrite.Receive(origin, sum.getValue(), delivery.deliveredAt())))
                .toList();
    }

    @Override
    public DeliveryBook evolve(DeliveryBook book, DeliveryEvent event) {
        return book.after(event);
    }

    /** Each delivery is known again by its id. */
    @Override
    public boolean repeatable(DeliveryCommand command) {
        return true;
    }
}
