package io.stockcluster.node.delivery;

/** What a location's deliveries can be asked. */
public sealed interface DeliveryCommand {

    /** Takes a delivery in, or knows it again. */
    record Accept(Delivery delivery) implements DeliveryCommand {}
}
