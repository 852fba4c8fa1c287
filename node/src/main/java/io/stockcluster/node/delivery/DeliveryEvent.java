package io.stockcluster.node.delivery;

/**
 * A delivery was accepted.
 *
 * @param remembered the request ids that the owner remembers: its copies must forget with it
 */
record DeliveryEvent(Delivery delivery, int remembered) {}
