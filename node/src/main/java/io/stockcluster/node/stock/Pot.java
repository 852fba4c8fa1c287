package io.stockcluster.node.stock;

import io.stockcluster.actors.RequestLog;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A pot's state. Outside this package it is only handed around.
 *
 * @param history what happened
 * @param requests its sales, counts and moves by their request ids
 * @param accepted how many of them there were
 * @param receipts what it received, by where that came from: as many as the history keeps apart
 */
public record Pot(
        History history, RequestLog<PotWrite.Request> requests, long accepted, RequestLog<PotWrite.Receive> receipts) {

    static Pot empty(PotLimits limits) {
        return new Pot(History.EMPTY, RequestLog.ofLast(limits.requestIds()), 0, RequestLog.ofLast(limits.history()));
    }

    /**
     * What either side of a split recorded, each write once, also one that both accepted, since it was sent again. The
     * larger side's history takes up what it lacks as it would take up late writes. What it has is known by the logs
     * alone: whether it lists a write or has folded it, says nothing. So it is exact as long as the smaller side has not
     * had more writes of its own than its logs remember.
     */
    public static Pot union(Pot larger, Pot smaller) {
        var requests = larger.requests.lacks(smaller.requests);
        var receipts = larger.receipts.lacks(smaller.receipts);
        Set<PotWrite> lacking = new LinkedHashSet<>();
        receipts.forEach(entry -> lacking.add(entry.value()));
        requests.forEach(entry -> lacking.add(entry.value()));
        var listed = smaller.history.writes().stream().filter(lacking::contains).toList();
        var folded = new LinkedHashSet<>(lacking);
        listed.forEach(folded::remove);
        return new Pot(
                larger.history.with(folded).with(listed),
                larger.requests.with(requests),
                larger.accepted + requests.size(),
                larger.receipts.with(receipts));
    }

    Pot after(PotWrite write, PotLimits limits) {
        var longer = history.with(write, limits.history());
        var knownRequests = requests.limitedTo(limits.requestIds());
        var knownReceipts = receipts.limitedTo(limits.history());
        return switch (write) {
            case PotWrite.Request request ->
                new Pot(longer, knownRequests.with(request.requestId(), request), accepted + 1, knownReceipts);
            case PotWrite.Receive receipt ->
                new Pot(longer, knownRequests, accepted, knownReceipts.with(receipt.id(), receipt));
        };
    }
}
