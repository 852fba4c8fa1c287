package io.stockcluster.node.stock;

import io.stockcluster.node.stock.PotWrite.Count;
import io.stockcluster.node.stock.PotWrite.Dispatch;
import io.stockcluster.node.stock.PotWrite.Receive;
import io.stockcluster.node.stock.PotWrite.Sell;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Writes as they may come. */
final class Writes {

    private Writes() {}

    static Arbitrary<BigDecimal> quantities() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.000000001"), new BigDecimal("999999999999999.999999999"))
                .ofScale(9)
                .flatMap(amount -> Arbitraries.of(
                        amount, amount.setScale(12), amount.stripTrailingZeros(), BigDecimal.ONE, BigDecimal.TWO));
    }

    /** From the first year to the last, a few of them the same. */
    static Arbitrary<LocalDateTime> times() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 5).map(hour -> Scene.DAY.atTime(hour, 0)),
                Combinators.combine(
                                Arbitraries.integers().between(1, 9999),
                                Arbitraries.integers().between(1, 365),
                                Arbitraries.longs().between(0, 86_399_999_999_999L))
                        .as((year, day, nanos) -> LocalDateTime.of(year, 1, 1, 0, 0)
                                .withDayOfYear(day)
                                .plusNanos(nanos)));
    }

    static Arbitrary<PotWrite> any(Arbitrary<String> ids) {
        var texts = Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
        return Arbitraries.oneOf(
                Combinators.combine(ids, quantities(), times()).as(Sell::new),
                Combinators.combine(ids.map("0/"::concat), quantities(), times())
                        .as(Receive::new),
                Combinators.combine(ids, texts, quantities(), texts, times()).as(Dispatch::new),
                Combinators.combine(
                                ids, Arbitraries.oneOf(quantities(), Arbitraries.just(BigDecimal.ZERO)), texts, times())
                        .as(Count::new));
    }

    /** Up to so many, each with an id of its own. */
    static Arbitrary<List<PotWrite>> lists(int most) {
        return any(Arbitraries.just("id")).list().ofMaxSize(most).map(writes -> {
            var named = new ArrayList<PotWrite>();
            for (var write : writes) {
                named.add(withId(write, "id-" + named.size()));
            }
            return List.copyOf(named);
        });
    }

    static PotWrite withId(PotWrite write, String id) {
        return switch (write) {
            case Sell sale -> new Sell(id, sale.quantity(), sale.time());
            case Receive in -> new Receive("0/" + id, in.quantity(), in.time());
            case Dispatch move ->
                new Dispatch(id, move.destinationLocationId(), move.quantity(), move.reason(), move.time());
            case Count count -> new Count(id, count.quantity(), count.reason(), count.time());
        };
    }
}
