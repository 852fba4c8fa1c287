package io.stockcluster.node.stock;

import static io.stockcluster.node.stock.Scene.aPotThatKeeps;
import static io.stockcluster.node.stock.Scene.anEmptyPot;
import static io.stockcluster.node.stock.Scene.at;
import static io.stockcluster.node.stock.Scene.count;
import static io.stockcluster.node.stock.Scene.move;
import static io.stockcluster.node.stock.Scene.receipt;
import static io.stockcluster.node.stock.Scene.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Send;
import io.stockcluster.node.stock.PotReply.Accepted;
import io.stockcluster.node.stock.PotReply.InsufficientStock;
import io.stockcluster.node.stock.PotReply.Mismatch;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StockPotTest {

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

    @Nested
    class AMoveAway {

        @Test
        void takesWhatThereIs() {
            assertThat(anEmptyPot()
                            .delivered("10", "11:00")
                            .moved("10", "12:00")
                            .amounts())
                    .isEqualTo("0 pending 0");
        }

        @Test
        void isRefusedWhereThereIsLessAndItsIdIsNotRemembered() {
            var pot = anEmptyPot().delivered("9", "11:00");

            assertThat(pot.ask(move("m", "10", "12:00"))).isEqualTo(new InsufficientStock());
            assertThat(pot.amounts()).isEqualTo("9 pending 0");

            pot.delivered("1", "11:30");
            assertThat(pot.ask(move("m", "10", "12:00"))).isEqualTo(new Accepted(move("m", "10", "12:00")));
        }

        @Test
        void isRefusedWhereThereWasTooLittleThenThoughThereIsEnoughNow() {
            assertThat(anEmptyPot().delivered("10", "12:00").ask(move("m", "10", "11:59:59.999999999")))
                    .isEqualTo(new InsufficientStock());
        }

        @Test
        void isAcceptedWhereThereWasEnoughThenThoughThereIsNothingNow() {
            var pot = anEmptyPot().delivered("10", "11:00").sold("10", "13:00");

            assertThat(pot.ask(move("m", "4", "12:00"))).isInstanceOf(Accepted.class);
            assertThat(pot.amounts()).isEqualTo("0 pending -4");
        }

        @Test
        void mayTakeWhatCameInAtTheSameMoment() {
            assertThat(anEmptyPot().delivered("10", "12:00").ask(move("m", "10", "12:00")))
                    .isInstanceOf(Accepted.class);
        }

        @Test
        void staysAcceptedWhereALateSaleUncoversIt() {
            var pot = anEmptyPot().delivered("10", "11:00").moved("10", "13:00").sold("3", "12:00");

            assertThat(pot.amounts()).isEqualTo("0 pending -3");
        }

        @Test
        void sendsItsOtherHalfToTheSameProductsPotAtTheDestination() {
            var move = new PotWrite.Dispatch("m", "Shop 1/é", new BigDecimal("7.50"), "replenishment", at("12:00"));

            var decision = anEmptyPot().delivered("10", "11:00").decide(move);

            assertThat(decision.reply()).isEqualTo(new Accepted(move));
            assertThat(decision.sends())
                    .containsExactly(Send.to(
                            "stock-pot",
                            "Shop%201%2F%C3%A9/Tea",
                            new PotWrite.Receive("move/Depot/Tea/m", new BigDecimal("7.50"), at("12:00"))));
        }

        @Test
        void sendsNothingWhereItIsRefusedOrRepeated() {
            var pot = anEmptyPot().delivered("10", "11:00").tell(move("m", "10", "12:00"));

            assertThat(pot.decide(move("m", "10", "12:00")).sends()).isEmpty();
            assertThat(pot.decide(move("m", "9", "12:00")).sends()).isEmpty();
            assertThat(pot.decide(move("n", "1", "12:00")).sends()).isEmpty();
        }

        @Test
        void isSentEachTimeWhereItsIdIsForgottenAndComesAgain() {
            var pot = new Scene(new PotLimits(10, 1)).delivered("10", "11:00").tell(move("1", "1", "12:00"));
            pot.tell(move("2", "1", "12:01"));

            assertThat(pot.decide(move("1", "1", "12:00")).sends()).hasSize(1);
        }

        @Test
        void olderThanTheBaseIsHeldAgainstTheBase() {
            var pot = aPotThatKeeps(1).delivered("5", "12:00").delivered("5", "13:00");

            assertThat(pot.ask(move("m", "6", "11:00"))).isEqualTo(new InsufficientStock());
            assertThat(pot.ask(move("m", "5", "11:00"))).isInstanceOf(Accepted.class);
        }
    }

    @Nested
    class WhatComesIn {

        @Test
        void comesFromAnotherActorSoThatAlikeIsNotTheSame() {
            assertThat(anEmptyPot()
                            .tell(receipt("2", "11:00"))
                            .tell(receipt("2", "11:00"))
                            .amounts())
                    .isEqualTo("4 pending 0");
        }

        @Test
        void isNoRequestThatMayBeRepeatedByTheEngine() {
            var behavior = new StockPot(PotLimits.DEFAULT);

            assertThat(behavior.repeatable(receipt("2", "11:00"))).isFalse();
            assertThat(behavior.repeatable(sale("s", "2", "11:00"))).isTrue();
        }
    }

    @Nested
    class ARepeatedRequest {

        @Test
        void isAnsweredAsTheFirstTimeAndHappensOnce() {
            var pot = anEmptyPot().delivered("20", "11:00").tell(sale("s", "10", "12:00"));

            var again = pot.decide(sale("s", "10.0", "12:00"));

            assertThat(again.reply()).isEqualTo(new Accepted(sale("s", "10", "12:00")));
            assertThat(again.events()).isEmpty();
            assertThat(again.standsOnEarlier()).isTrue();
            assertThat(pot.amounts()).isEqualTo("10 pending 0");
        }

        @Test
        void isAnsweredWithTheReasonAsItWasFirstSpelled() {
            var pot = anEmptyPot().delivered("20", "11:00").tell(move("m", "1", "12:00"));

            var shouted = new PotWrite.Dispatch("m", "Shop", new BigDecimal("1.00"), "REPLENISHMENT", at("12:00"));

            assertThat(pot.ask(shouted)).isEqualTo(new Accepted(move("m", "1", "12:00")));
        }

        @Test
        void isAcceptedAgainThoughTheStockIsGone() {
            var pot = anEmptyPot()
                    .delivered("1", "11:00")
                    .tell(move("m", "1", "12:00"))
                    .sold("9", "11:30");

            assertThat(pot.ask(move("m", "1", "12:00"))).isInstanceOf(Accepted.class);
        }

        @Test
        void withOtherContentIsAMismatchAndChangesNothing() {
            var pot = anEmptyPot().delivered("20", "11:00").tell(sale("s", "10", "12:00"));

            assertThat(pot.ask(sale("s", "11", "12:00"))).isEqualTo(new Mismatch());
            assertThat(pot.ask(sale("s", "10", "12:00:00.000000001"))).isEqualTo(new Mismatch());
            assertThat(pot.amounts()).isEqualTo("10 pending 0");
        }

        @Test
        void isAMismatchWhereTheIdWasForAnotherOperation() {
            var pot = anEmptyPot().delivered("20", "11:00").tell(sale("x", "10", "12:00"));

            assertThat(pot.ask(count("x", "10", "12:00"))).isEqualTo(new Mismatch());
            assertThat(pot.ask(move("x", "10", "12:00"))).isEqualTo(new Mismatch());
        }

        @Test
        void isAMismatchWhereAMoveGoesElsewhere() {
            var pot = anEmptyPot().delivered("20", "11:00").tell(move("m", "1", "12:00"));

            var elsewhere = new PotWrite.Dispatch("m", "Kiosk", BigDecimal.ONE, "replenishment", at("12:00"));

            assertThat(pot.ask(elsewhere)).isEqualTo(new Mismatch());
        }

        @Test
        void isForgottenWhenEnoughOthersCameAfterIt() {
            var pot = new Scene(new PotLimits(10, 2));
            pot.tell(sale("1", "1", "12:00")).tell(sale("2", "1", "12:01"));

            assertThat(pot.ask(sale("1", "7", "12:00"))).isEqualTo(new Mismatch());
            pot.tell(sale("3", "1", "12:02"));
            assertThat(pot.ask(sale("1", "7", "12:00"))).isInstanceOf(Accepted.class);
        }
    }

    @Nested
    class Copies {

        @Test
        void keepAsMuchAsTheOwnerDoesWhateverTheirOwnLimits() {
            var owner = new Scene(new PotLimits(2, 3));
            var id = new ActorId("stock-pot", "Depot/Tea");
            var behavior = new StockPot(new PotLimits(50, 60));
            var copy = behavior.initial(id);
            for (int i = 10; i < 20; i++) {
                for (var event : owner.decide(sale("s" + i, "1", i + ":00")).events()) {
                    copy = behavior.evolve(copy, event);
                }
            }

            assertThat(copy.history()).isEqualTo(owner.pot().history());
            assertThat(copy.requests()).isEqualTo(owner.pot().requests());
        }
    }

    @Nested
    class AWriteThatCannotBe {

        @Test
        void isRefusedWithWhatWouldBeRight() {
            assertThatThrownBy(() -> sale("s", "0", "12:00")).hasMessageContaining("A sale of 0 cannot be: use more");
            assertThatThrownBy(() -> receipt("-1", "12:00")).hasMessageContaining("A receipt of -1 cannot be");
            assertThatThrownBy(() -> move("m", "0.0", "12:00")).hasMessageContaining("A move of 0.0 cannot be");
            assertThatThrownBy(() -> count("c", "-1", "12:00")).hasMessageContaining("use 0 or more");
            assertThatThrownBy(() -> sale("", "1", "12:00")).hasMessageContaining("id that is not empty");
        }
    }
}
