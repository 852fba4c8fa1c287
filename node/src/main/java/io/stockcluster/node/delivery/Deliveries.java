package io.stockcluster.node.delivery;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Replication;

/** The deliveries of a location: keyed by it, since that is where their request ids are kept apart. */
public final class Deliveries implements Behavior<DeliveryBook, DeliveryCommand, DeliveryEvent, DeliveryReply> {

    private final int remembered;

    private Deliveries(int remembered) {
        this.remembered = remembered;
    }

    /**
     * The actors.
     *
     * @param remembered request ids, for each location
     */
    public static ActorType<?, DeliveryCommand, ?, DeliveryReply> type(int remembered, Replication replication) {
        return ActorType.sharded("deliveries", new Deliveries(remembered), replication);
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

    private static Decision<DeliveryEvent, DeliveryReply> repeated(DeliveryReply.Accepted first, Delivery delivery) {
        return Decision.again(first.delivery().sameContentAs(delivery) ? first : new DeliveryReply.Mismatch());
    }

    private Decision<DeliveryEvent, DeliveryReply> first(DeliveryBook book, Delivery delivery, ActorId self) {
        var accepted = new DeliveryReply.Accepted(delivery, self + "#" + book.next());
        return Decision.event(new DeliveryEvent(accepted, remembered), accepted);
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
