package io.stockcluster.node.delivery;

import io.stockcluster.actors.RequestLog;

/**
 * The deliveries of a location.
 *
 * @param requests the last ones, by their request ids
 * @param accepted how many there were
 */
record DeliveryBook(RequestLog<Delivery> requests, long accepted) {

    static DeliveryBook empty(int remembered) {
        return new DeliveryBook(RequestLog.ofLast(remembered), 0);
    }

    /** What either side of a split accepted. */
    static DeliveryBook union(DeliveryBook larger, DeliveryBook smaller) {
        var lacking = larger.requests.lacks(smaller.requests);
        return new DeliveryBook(larger.requests.with(lacking), larger.accepted + lacking.size());
    }

    DeliveryBook after(DeliveryEvent event) {
        Delivery delivery = event.delivery();
        return new DeliveryBook(
                requests.limitedTo(event.remembered()).with(delivery.requestId(), delivery), accepted + 1);
    }
}
