package io.stockcluster.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PotPropertiesTest {

    @Property(tries = 500)
    void theOrderOfArrivalDoesNotMatterWhereAllHappenedAtDifferentTimes(
            @ForAll("writes") List<PotWrite> writes, @ForAll Random random) {
        var distinct = atDistinctTimes(writes);
        var shuffled = new ArrayList<>(distinct);
        Collections.shuffle(shuffled, random);

        var one = history(distinct, 1_000);
        var other = history(shuffled, 1_000);

        assertThat(other).isEqualTo(one);
        assertThat(other.current()).isEqualTo(one.current());
    }

    @Property(tries = 500)
    void theHistoryIsSortedByTimeAndThenByArrival(@ForAll("writes") List<PotWrite> writes) {
        var sorted = new ArrayList<>(writes);
        sorted.sort(Comparator.comparing(PotWrite::time));

        assertThat(history(writes, 1_000).writes()).isEqualTo(sorted);
    }

    @Property(tries = 500)
    void theLevelIsThatOfASimpleSumInTheOrderOfTime(@ForAll("writes") List<PotWrite> writes) {
        assertThat(history(writes, 1_000).current().level()).isEqualTo(simplySummed(writes));
    }

    @Property(tries = 500)
    void aBaseAndTheRestAreTheWholeWhereNothingIsOlderThanTheBase(
            @ForAll("writes") List<PotWrite> writes, @ForAll @IntRange(min = 1, max = 20) int kept) {
        var sorted = new ArrayList<>(writes);
        sorted.sort(Comparator.comparing(PotWrite::time));

        var whole = history(sorted, 1_000);
        var parted = history(sorted, kept);

        assertThat(parted.writes()).hasSize(Math.min(kept, sorted.size()));
        assertThat(parted.current()).isEqualTo(whole.current());
    }

    @Property(tries = 500)
    void theSumKeptIsThatOfTheBaseAndTheWritesKept(
            @ForAll("writes") List<PotWrite> writes, @ForAll @IntRange(min = 1, max = 20) int kept) {
        var history = history(writes, kept);

        var anew = History.of(history.base(), history.writes());

        assertThat(anew.current()).isEqualTo(history.current());
        assertThat(anew).isEqualTo(history);
    }

    @Property(tries = 500)
    void nothingGetsLostExceptByACount(@ForAll("writes") List<PotWrite> writes) {
        var uncounted = writes.stream()
                .filter(write -> !(write instanceof PotWrite.Count))
                .toList();
        var in = sum(uncounted, PotWrite.Receive.class);
        var out = sum(uncounted, PotWrite.Sell.class).add(sum(uncounted, PotWrite.Dispatch.class));

        var level = history(uncounted, 3).current().level();

        assertThat(level.quantity().add(level.pendingAdjustment())).isEqualByComparingTo(in.subtract(out));
    }

    @Property(tries = 500)
    void aMoveIsAcceptedExactlyWhereTheSumUpToItsTimeCoversIt(
            @ForAll("writes") List<PotWrite> writes, @ForAll("write") PotWrite last) {
        var pot = Scene.anEmptyPot();
        writes.forEach(pot::tell);
        var move = new PotWrite.Dispatch("move", "Shop", BigDecimal.TWO, "replenishment", last.time());
        var before = pot.pot().history().writes().stream()
                .filter(write -> !write.time().isAfter(move.time()))
                .toList();

        var reply = pot.ask(move);

        assertThat(reply instanceof PotReply.Accepted)
                .isEqualTo(simplySummed(before).quantity().compareTo(BigDecimal.TWO) >= 0);
    }

    @Provide
    Arbitrary<List<PotWrite>> writes() {
        return Writes.lists(60);
    }

    @Provide
    Arbitrary<PotWrite> write() {
        return Writes.any(Arbitraries.just("last"));
    }

    private static History history(List<PotWrite> writes, int limit) {
        var history = History.EMPTY;
        for (var write : writes) {
            history = history.with(write, limit);
        }
        return history;
    }

    /** The contract's sentences, one after the other. */
    private static PotReply.Level simplySummed(List<PotWrite> writes) {
        var quantity = BigDecimal.ZERO;
        var pending = BigDecimal.ZERO;
        LocalDateTime newest = null;
        for (var write :
                writes.stream().sorted(Comparator.comparing(PotWrite::time)).toList()) {
            newest = write.time();
            if (write instanceof PotWrite.Receive) {
                quantity = quantity.add(write.quantity());
            } else if (write instanceof PotWrite.Count) {
                quantity = write.quantity();
            } else {
                quantity = quantity.subtract(write.quantity());
                pending = pending.add(quantity.min(BigDecimal.ZERO));
                quantity = quantity.max(BigDecimal.ZERO);
            }
        }
        return new Tally(quantity, pending, newest).level();
    }

    private static BigDecimal sum(List<PotWrite> writes, Class<? extends PotWrite> kind) {
        return writes.stream()
                .filter(kind::isInstance)
                .map(PotWrite::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<PotWrite> atDistinctTimes(List<PotWrite> writes) {
        var seen = new HashSet<LocalDateTime>();
        return writes.stream().filter(write -> seen.add(write.time())).toList();
    }
}
