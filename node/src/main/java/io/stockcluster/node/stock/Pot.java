package io.stockcluster.node.stock;

import io.stockcluster.actors.RequestLog;

/**
 * A pot's state. Outside this package it is only handed around.
 *
 * @param history what happened
 * @param requests its sales, counts and moves by their request ids
 */
public record Pot(History history, RequestLog<PotWrite.Request> requests) {

    static Pot empty(PotLimits limits) {
        return new Pot(History.EMPTY, RequestLog.ofLast(limits.requestIds()));
    }

    /**
     * What either side of a split recorded, each write once. One that both accepted, since it was sent again, is known by
     * its id.
     */
    public static Pot union(Pot larger, Pot smaller) {
        return new Pot(larger.history.union(smaller.history), larger.requests.union(smaller.requests));
    }

    Pot after(PotWrite write, PotLimits limits) {
        var known = requests.limitedTo(limits.requestIds());
        return new Pot(
                history.with(write, limits.history()),
                switch (write) {
                    case PotWrite.Request request -> known.with(request.requestId(), request);
                    case PotWrite.Receive _ -> known;
                });
    }
}
