package io.stockcluster.node.delivery;

import io.stockcluster.actors.RequestLog;

/**
 * The deliveries of a location.
 *
 * @param next the number of the next one, by which its pots know it. It never goes back, also where a request id is
 *     forgotten and comes again for another delivery
 * @param requests the last ones, by their request ids
 */
record DeliveryBook(long next, RequestLog<Delivery> requests) {

    static DeliveryBook empty(int remembered) {
        return new DeliveryBook(0, RequestLog.ofLast(remembered));
    }

    DeliveryBook after(DeliveryEvent event) {
        Delivery delivery = event.delivery();
        return new DeliveryBook(next + 1, requests.limitedTo(event.remembered()).with(delivery.requestId(), delivery));
    }
}
