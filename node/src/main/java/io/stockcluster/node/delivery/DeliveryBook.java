package io.stockcluster.node.delivery;

import io.stockcluster.actors.RequestLog;

/**
 * The deliveries of a location.
 *
 * @param next the number of the next one; never goes back, also where a request id is forgotten and comes again
 * @param requests the last ones, by their request ids
 */
record DeliveryBook(long next, RequestLog<DeliveryReply.Accepted> requests) {

    static DeliveryBook empty(int remembered) {
        return new DeliveryBook(0, RequestLog.ofLast(remembered));
    }

    DeliveryBook after(DeliveryEvent event) {
        DeliveryReply.Accepted accepted = event.accepted();
        return new DeliveryBook(
                next + 1,
                requests.limitedTo(event.remembered()).with(accepted.delivery().requestId(), accepted));
    }
}
