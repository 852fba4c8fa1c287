package io.stockcluster.node.stock;

import static io.stockcluster.node.stock.Scene.aPotThatKeeps;
import static io.stockcluster.node.stock.Scene.anEmptyPot;
import static io.stockcluster.node.stock.Scene.count;
import static io.stockcluster.node.stock.Scene.receipt;
import static io.stockcluster.node.stock.Scene.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A pot that was written on both sides of a split. */
class PotUnionTest {

    private static Scene told(Scene pot, List<PotWrite> writes) {
        writes.forEach(pot::tell);
        return pot;
    }

    @Property(tries = 300)
    void theUnionIsWhatOnePotWouldHaveBecomeThatWasToldAllOfIt(
            @ForAll("writes") List<PotWrite> writes, @ForAll @IntRange(min = 0, max = 40) int split) {
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
