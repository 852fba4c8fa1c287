package io.stockcluster.bench.http;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.bench.report.Report;
import io.stockcluster.node.stock.Pot;
import io.stockcluster.node.stock.PotLimits;
import io.stockcluster.node.stock.PotWrite;
import io.stockcluster.node.stock.StockPot;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.stream.LongStream;

/** What a pot that keeps 1,000 events needs to decide on one more and to take it in: alone, without a cluster. */
final class PotCost {

    private static final int KEPT = 1_000;
    private static final int REPEATS = 20_000;
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final ActorId ID = new ActorId("stock-pot", "Depot/Tea");

    private final StockPot behavior = new StockPot(new PotLimits(KEPT, 10_000));
    private final Pot full = full();

    static void measure(Report report) {
        var cost = new PotCost();
        cost.micros(KEPT + 1);
        cost.micros(KEPT / 2);
        report.add(
                        "pot_of_1000_us",
                        cost.micros(KEPT + 1),
                        "a sale in order on a pot of 1,000 kept events, in microseconds")
                .add("pot_of_1000_late_us", cost.micros(KEPT / 2), "one that comes late, into their middle");
    }

    private Pot full() {
        Pot pot = behavior.initial(ID);
        for (int i = 0; i < KEPT; i++) {
            pot = after(pot, i, i);
        }
        return pot;
    }

    /** The median time of a sale that happened at the minute. */
    private double micros(int minute) {
        long[] nanos = LongStream.range(0, REPEATS)
                .map(i -> {
                    long start = System.nanoTime();
                    after(full, KEPT + i, minute);
                    return System.nanoTime() - start;
                })
                .sorted()
                .toArray();
        return nanos[REPEATS / 2] / 1e3;
    }

    private Pot after(Pot pot, long request, int minute) {
        var sale = new PotWrite.Sell("r" + request, BigDecimal.ONE, START.plusMinutes(minute));
        var decision = behavior.decide(pot, sale, new MessageContext(ID, Instant.EPOCH));
        Pot next = pot;
        for (var event : decision.events()) {
            next = behavior.evolve(next, event);
        }
        return next;
    }
}
