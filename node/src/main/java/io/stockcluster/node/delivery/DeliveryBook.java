package io.stockcluster.node.delivery;

import io.stockcluster.actors.RequestLog;

/**
 * The deliveries of a location.
 *
 * @param requests the last ones, by their request ids
 */
record DeliveryBook(RequestLog<Delivery> requests) {

    static DeliveryBook empty(int remembered) {
        return new DeliveryBook(RequestLog.ofLast(remembered));
    }

    /** What either side of a split accepted. */
    static DeliveryBook union(DeliveryBook larger, DeliveryBook smaller) {
        return new DeliveryBook(larger.requests.union(smaller.requests));
    }

    DeliveryBook after(DeliveryEvent event) {
        Delivery delivery = event.delivery();
        return new DeliveryBook(requests.limitedTo(event.remembered()).with(delivery.requestId(), delivery));
    }
}
