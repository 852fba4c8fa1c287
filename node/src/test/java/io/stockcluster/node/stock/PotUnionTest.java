package io.stockcluster.node.stock;

import static io.stockcluster.node.stock.Scene.aPotThatKeeps;
import static io.stockcluster.node.stock.Scene.anEmptyPot;
import static io.stockcluster.node.stock.Scene.count;
import static io.stockcluster.node.stock.Scene.receipt;
import static io.stockcluster.node.stock.Scene.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A pot that was written on both sides of a split. */
class PotUnionTest {

    private static Scene told(Scene pot, List<PotWrite> writes) {
        writes.forEach(pot::tell);
        return pot;
    }

    @Property(tries = 300)
    void theUnionIsWhatOnePotWouldHaveBecomeThatWasToldAllOfIt(
            @ForAll("writes") List<PotWrite> writes, @ForAll @IntRange(min = 1, max = 40) int split) {
        int common = Math.min(split, writes.size());
        int middle = (common + writes.size()) / 2;
        var before = writes.subList(0, common);
        var larger =
                told(told(anEmptyPot(), before), writes.subList(common, middle)).pot();
        var smaller = told(told(anEmptyPot(), before), writes.subList(middle, writes.size()))
                .pot();

        var union = Pot.union(larger, smaller);

        assertThat(union).isEqualTo(told(anEmptyPot(), writes).pot());
        assertThat(Pot.union(union, smaller)).as("once more").isEqualTo(union);
        assertThat(Pot.union(union, union)).isEqualTo(union);
    }

    /** One side stood still while the other went on, as after a pause that made the others give a node up. */
    @Property(tries = 300)
    void whatOneSideKnowsAllOfStaysAsThatSideHasIt(
            @ForAll("writes") List<PotWrite> writes,
            @ForAll @IntRange(min = 0, max = 40) int split,
            @ForAll @IntRange(min = 1, max = 40) int history) {
        var limits = new PotLimits(history, 40);
        var before = told(new Scene(limits), writes.subList(0, Math.min(split, writes.size())))
                .pot();
        var after = told(new Scene(limits), writes).pot();

        assertThat(Pot.union(after, before)).isEqualTo(after);
    }

    /** Whatever has been folded, whatever came late, and though most of it happened at the same time. */
    @Property(tries = 300)
    void everyWriteCountsOnceAsFarAsTheLogsRemember(
            @ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> hours,
            @ForAll @IntRange(max = 60) int split,
            @ForAll @IntRange(min = 1, max = 60) int history,
            @ForAll @IntRange(min = 21, max = 60) int requestIds,
            @ForAll @IntRange(max = 20) int theSmaller) {
        var limits = new PotLimits(history, requestIds);
        int middle = Math.max(0, hours.size() - theSmaller);
        int common = Math.max(Math.min(split, middle), middle - requestIds);
        List<PotWrite> sales = IntStream.range(0, hours.size())
                .<PotWrite>mapToObj(i -> sale("sale-" + i, "1", "0" + hours.get(i) + ":00"))
                .toList();
        var before = sales.subList(0, common);
        var larger = told(told(new Scene(limits), before), sales.subList(common, middle))
                .pot();
        var smaller = told(told(new Scene(limits), before), sales.subList(middle, sales.size()))
                .pot();

        assertThat(Pot.union(larger, smaller).history().current().level().pendingAdjustment())
                .isEqualByComparingTo(BigDecimal.valueOf(-sales.size()));
    }

    /** All copies of the pot were on the smaller side. */
    @Property(tries = 300)
    void aPotThatBeganAnewIsAddedToItsPastWhichMayBeFolded(
            @ForAll("writes") List<PotWrite> before,
            @ForAll @IntRange(min = 1, max = 40) int history,
            @ForAll @IntRange(min = 1, max = 40) int requestIds,
            @ForAll @IntRange(min = 1, max = 5) int anew) {
        var limits = new PotLimits(history, requestIds);
        List<PotWrite> since = IntStream.range(0, Math.min(anew, requestIds))
                .<PotWrite>mapToObj(i -> sale("anew-" + i, "1", "23:5" + i))
                .toList();
        var larger = told(new Scene(limits), since).pot();
        var smaller = told(new Scene(limits), before).pot();
        var all = told(told(new Scene(limits), before), since).pot();

        var union = Pot.union(larger, smaller);

        if (before.size() > since.size()) {
            assertThat(union.history().current()).isEqualTo(all.history().current());
            assertThat(union.requests()).isEqualTo(all.requests());
        }
        assertThat(Pot.union(union, smaller)).as("once more").isEqualTo(union);
    }

    @Example
    void whatBothSidesSentForOneRequestUnderNumbersOfTheirOwnCountsOnce() {
        var larger = anEmptyPot().tell(new PotWrite.Receive("0/delivery/d", BigDecimal.ONE, Scene.at("10:00")));
        var smaller = anEmptyPot().tell(new PotWrite.Receive("1/delivery/d", BigDecimal.ONE, Scene.at("10:00")));

        assertThat(Pot.union(larger.pot(), smaller.pot())).isEqualTo(larger.pot());
    }

    @Example
    void aRequestThatBothSidesAcceptedCountsOnce() {
        var larger = anEmptyPot().tell(receipt("10", "10:00")).tell(sale("s", "3", "11:00"));
        var smaller = anEmptyPot().tell(receipt("10", "10:00")).tell(sale("s", "3.0", "11:00"));

        var union = Pot.union(larger.pot(), smaller.pot());
        assertThat(union.history().current().level().quantity()).isEqualByComparingTo("7");
        assertThat(union.requests()).hasSize(1);
    }

    @Example
    void whatWasFoldedIntoTheBaseOnOneSideCountsOnce() {
        var larger = aPotThatKeeps(3)
                .tell(receipt("10", "10:00"))
                .tell(receipt("10", "10:01"))
                .tell(receipt("10", "10:02"))
                .tell(sale("l1", "1", "11:00"))
                .tell(sale("l2", "1", "11:01"));
        var smaller = aPotThatKeeps(3)
                .tell(receipt("10", "10:00"))
                .tell(receipt("10", "10:01"))
                .tell(receipt("10", "10:02"))
                .tell(sale("s1", "2", "11:02"));

        for (var union : List.of(Pot.union(larger.pot(), smaller.pot()), Pot.union(smaller.pot(), larger.pot()))) {
            assertThat(union.history().current().level().quantity()).isEqualByComparingTo("26");
            assertThat(union.requests()).hasSize(3);
        }
    }

    @Example
    void aPotThatOneSideAloneWroteIsAsThatSideHasIt() {
        var written = anEmptyPot().tell(count("c", "5", "10:00")).pot();

        assertThat(Pot.union(anEmptyPot().pot(), written)).isEqualTo(written);
        assertThat(Pot.union(written, anEmptyPot().pot())).isEqualTo(written);
    }

    @Provide
    Arbitrary<List<PotWrite>> writes() {
        return Writes.lists(40)
                .map(writes -> writes.stream()
                        .filter(write -> !(write instanceof PotWrite.Dispatch))
                        .toList());
    }
}
