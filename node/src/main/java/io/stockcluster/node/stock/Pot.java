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
