package io.stockcluster.node.delivery;

/** What a location's deliveries answer. */
public sealed interface DeliveryReply {

    /**
     * The delivery is accepted, now or by an earlier request with its id.
     *
     * @param delivery as it was first sent: what the answer echoes
     */
    record Accepted(Delivery delivery) implements DeliveryReply {}

    /** The id was used before, for something else. Nothing changes. */
    record Mismatch() implements DeliveryReply {}
}
