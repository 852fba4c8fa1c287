package io.stockcluster.node.stock;

import io.stockcluster.actors.RequestLog;

/**
 * A pot's state. Outside this package it is only handed around.
 *
 * @param history what happened
 * @param requests its sales, counts and moves by their request ids
 * @param receipts what it received, by the ids of what that was part of
 */
public record Pot(History history, RequestLog<PotWrite> requests, RequestLog<PotWrite> receipts) {

    static Pot empty(PotLimits limits) {
        return new Pot(History.EMPTY, RequestLog.ofLast(limits.requestIds()), RequestLog.ofLast(limits.requestIds()));
    }

    /** The two spaces of ids: a client chooses a request id, the service an origin, and they may be alike. */
    RequestLog<PotWrite> knownBeside(PotWrite write) {
        return write instanceof PotWrite.Receive ? receipts : requests;
    }

    Pot after(PotWrite write, PotLimits limits) {
        var longer = history.with(write, limits.history());
        var known = knownBeside(write).limitedTo(limits.requestIds()).with(write.id(), write);
        return write instanceof PotWrite.Receive ? new Pot(longer, requests, known) : new Pot(longer, known, receipts);
    }
}
