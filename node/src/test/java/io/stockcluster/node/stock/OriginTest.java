package io.stockcluster.node.stock;

import static io.stockcluster.node.stock.Scene.anEmptyPot;
import static io.stockcluster.node.stock.Scene.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** How a pot knows what it receives, where the sender may have been asked on both sides of a split. */
class OriginTest {

    @Property(tries = 300)
    void aRequestIsKnownThoughEachSideHadSomeOfItsOwnByThen(
            @ForAll @IntRange(min = 1, max = 50) int remembered,
            @ForAll @IntRange(max = 1_000) int accepted,
            @ForAll @IntRange(max = 24) int more) {
        int later = accepted + Math.min(more, remembered / 2);
        var pot = anEmptyPot().tell(receipt(accepted, remembered));

        assertThat(pot.decide(receipt(later, remembered)).standsOnEarlier()).isTrue();
        assertThat(anEmptyPot()
                        .tell(receipt(later, remembered))
                        .decide(receipt(accepted, remembered))
                        .standsOnEarlier())
                .isTrue();
    }

    @Property(tries = 300)
    void oneThatUsesAnIdAnewThatWasForgottenIsAnother(
            @ForAll @IntRange(min = 1, max = 50) int remembered,
            @ForAll @IntRange(max = 1_000) int accepted,
            @ForAll @IntRange(max = 100) int more) {
        var pot = anEmptyPot().tell(receipt(accepted, remembered));

        pot.tell(receipt(accepted + remembered + 1 + more, remembered));

        assertThat(pot.amounts()).isEqualTo("2 pending 0");
    }

    private static PotWrite.Receive receipt(int accepted, int remembered) {
        return new PotWrite.Receive(Origin.ofMove("Depot/Tea", "m", accepted, remembered), BigDecimal.ONE, at("12:00"));
    }
}
