package io.stockcluster.node.stock;

import io.stockcluster.actors.RequestLog;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A pot's state. Outside this package it is only handed around.
 *
 * @param history what happened
 * @param requests its sales, counts and moves by their request ids
 * @param receipts what it received, by where that came from: as many as the history keeps apart
 */
public record Pot(History history, RequestLog<PotWrite.Request> requests, RequestLog<PotWrite.Receive> receipts) {

    static Pot empty(PotLimits limits) {
        return new Pot(History.EMPTY, RequestLog.ofLast(limits.requestIds()), RequestLog.ofLast(limits.history()));
    }

    /**
     * What either side of a split recorded, each write once, also one that both accepted, since it was sent again. One
     * side's history takes up what it lacks as it would take up late writes: the larger side's, but where that began anew
     * without the pot's past, the one that has it. What it has is known by the logs alone: whether it lists a write or has
     * folded it, says nothing. So it is exact as long as neither side has had more writes of its own than its logs remember.
     */
    public static Pot union(Pot larger, Pot smaller) {
        return larger.sharesPastWith(smaller) || larger.taken() >= smaller.taken()
                ? larger.takingUp(smaller)
                : smaller.takingUp(larger);
    }

    private boolean sharesPastWith(Pot other) {
        return requests.sharesPastWith(other.requests) || receipts.sharesPastWith(other.receipts);
    }

    private long taken() {
        return requests.past().taken() + receipts.past().taken();
    }

    private Pot takingUp(Pot other) {
        var lackedRequests = requests.lacks(other.requests);
        var lackedReceipts = receipts.lacks(other.receipts).stream()
                .filter(entry -> !knows(entry.value()))
                .toList();
        List<PotWrite> lacking = Stream.<RequestLog.Entry<? extends PotWrite>>concat(
                        lackedReceipts.stream(), lackedRequests.stream())
                .<PotWrite>map(RequestLog.Entry::value)
                .toList();
        var listed = intersection(other.history.writes(), lacking);
        var folded = difference(lacking, listed);
        return new Pot(
                history.with(Stream.concat(folded.stream(), listed.stream()).toList()),
                requests.with(lackedRequests),
                receipts.with(lackedReceipts));
    }

    private static List<PotWrite> intersection(List<PotWrite> writes, List<PotWrite> others) {
        return writes.stream().filter(theSameAsOneOf(others)).toList();
    }

    private static List<PotWrite> difference(List<PotWrite> writes, List<PotWrite> others) {
        return writes.stream().filter(theSameAsOneOf(others).negate()).toList();
    }

    /** And not only equal: an id that is used anew may be of an equal write. */
    private static Predicate<PotWrite> theSameAsOneOf(List<PotWrite> writes) {
        Set<PotWrite> same = Collections.newSetFromMap(new IdentityHashMap<>());
        same.addAll(writes);
        return same::contains;
    }

    /** Whether it was received already, be it from the other side of a split, which numbers its requests by itself. */
    boolean knows(PotWrite.Receive in) {
        return Origin.alike(in.id()).anyMatch(origin -> receipts.find(origin).isPresent());
    }

    Pot after(PotWrite write, PotLimits limits) {
        var longer = history.with(write, limits.history());
        var knownRequests = requests.limitedTo(limits.requestIds());
        var knownReceipts = receipts.limitedTo(limits.history());
        return switch (write) {
            case PotWrite.Request request ->
                new Pot(longer, knownRequests.with(request.requestId(), request), knownReceipts);
            case PotWrite.Receive receipt -> new Pot(longer, knownRequests, knownReceipts.with(receipt.id(), receipt));
        };
    }
}
