package io.stockcluster.node.delivery;

/** What a location's deliveries answer. */
public sealed interface DeliveryReply {

    /**
     * The delivery is accepted, now or by an earlier request with its id.
     *
     * @param delivery as it was first sent: what the answer echoes
     * @param origin what its pots receive it under; never used for another delivery
     */
    record Accepted(Delivery delivery, String origin) implements DeliveryReply {}

    /** The id was used before, for something else. Nothing changes. */
    record Mismatch() implements DeliveryReply {}
}
