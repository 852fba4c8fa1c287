package io.stockcluster.node.stock;

import static io.stockcluster.node.stock.Scene.aPotThatKeeps;
import static io.stockcluster.node.stock.Scene.anEmptyPot;
import static io.stockcluster.node.stock.Scene.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PotLevelTest {

    @Nested
    class TheLevel {

        @Test
        void ofAPotThatNobodyWroteIsNothingAndNeverUpdated() {
            assertThat(anEmptyPot().level())
                    .isEqualTo(new PotReply.Level(BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty()));
        }

        @Test
        void growsWithADeliveryAndShrinksWithASale() {
            assertThat(anEmptyPot().delivered("10", "11:00").sold("3", "12:00").amounts())
                    .isEqualTo("7 pending 0");
        }

        @Test
        void neverGoesBelowZeroTheShortfallIsPending() {
            assertThat(anEmptyPot().delivered("2", "11:00").sold("5", "12:00").amounts())
                    .isEqualTo("0 pending -3");
        }

        @Test
        void keepsAShortfallPendingWhateverComesInLater() {
            assertThat(anEmptyPot().sold("5", "12:00").delivered("2", "13:00").amounts())
                    .isEqualTo("2 pending -5");
        }

        @Test
        void isWhatWasCountedAndTheShortfallStays() {
            assertThat(anEmptyPot().sold("5", "12:00").counted("4", "13:00").amounts())
                    .isEqualTo("4 pending -5");
        }

        @Test
        void isExactInDecimals() {
            assertThat(anEmptyPot()
                            .delivered("0.1", "11:00")
                            .delivered("0.2", "11:01")
                            .amounts())
                    .isEqualTo("0.3 pending 0");
        }

        @Test
        void isToldWithoutTheZerosThatSendersWrote() {
            assertThat(anEmptyPot()
                            .delivered("10.50", "11:00")
                            .delivered("9.50", "11:01")
                            .amounts())
                    .isEqualTo("20 pending 0");
            assertThat(anEmptyPot().delivered("1E+3", "11:00").level().quantity())
                    .isEqualTo(new BigDecimal("1000"));
        }

        @Test
        void wasUpdatedWhenTheNewestEventHappenedNotWhenTheLastArrived() {
            assertThat(anEmptyPot()
                            .delivered("1", "12:00")
                            .delivered("1", "11:00")
                            .level()
                            .lastUpdated())
                    .contains(at("12:00"));
        }
    }

    @Nested
    class ALateEvent {

        @Test
        void countsAsIfItHadArrivedInTime() {
            assertThat(anEmptyPot().sold("1", "12:00").delivered("10", "11:00").amounts())
                    .isEqualTo("9 pending 0");
        }

        @Test
        void betweenTwoSalesResolvesOnlyTheLaterOne() {
            assertThat(anEmptyPot()
                            .sold("1", "12:00")
                            .sold("1", "14:00")
                            .delivered("10", "13:00")
                            .amounts())
                    .isEqualTo("9 pending -1");
        }

        @Test
        void beforeACountChangesNothingAfterIt() {
            assertThat(anEmptyPot()
                            .counted("4", "12:00")
                            .sold("1", "13:00")
                            .delivered("10", "11:00")
                            .amounts())
                    .isEqualTo("3 pending 0");
        }

        @Test
        void ofTheSameTimeAsAnotherComesAfterIt() {
            assertThat(anEmptyPot().sold("1", "12:00").delivered("10", "12:00").amounts())
                    .isEqualTo("10 pending -1");
            assertThat(anEmptyPot().delivered("10", "12:00").sold("1", "12:00").amounts())
                    .isEqualTo("9 pending 0");
        }

        @Test
        void olderThanTheBaseCountsRightAfterIt() {
            var pot = aPotThatKeeps(2).sold("1", "12:00").sold("1", "13:00").sold("1", "14:00");

            assertThat(pot.delivered("10", "11:00").amounts()).isEqualTo("8 pending -1");
        }

        @Test
        void olderThanTheBaseIsSortedAmongItsLike() {
            var pot = aPotThatKeeps(3).sold("1", "12:00").sold("1", "13:00").sold("1", "14:00");
            pot.sold("1", "15:00").counted("20", "11:30");

            assertThat(pot.delivered("7", "11:00").amounts()).isEqualTo("24 pending -1");
        }

        @Test
        void doesNotReachWhatIsFoldedIntoTheBase() {
            var pot = aPotThatKeeps(1).sold("1", "12:00").sold("1", "13:00").delivered("10", "12:30");

            assertThat(pot.amounts()).isEqualTo("9 pending -1");
        }
    }
}
