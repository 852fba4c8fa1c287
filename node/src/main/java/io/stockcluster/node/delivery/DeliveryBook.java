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

    DeliveryBook after(DeliveryEvent event) {
        Delivery delivery = event.delivery();
        return new DeliveryBook(requests.limitedTo(event.remembered()).with(delivery.requestId(), delivery));
    }
}
