package io.stockcluster.node.stock;

import static io.stockcluster.node.stock.Scene.aPotThatKeeps;
import static io.stockcluster.node.stock.Scene.anEmptyPot;
import static io.stockcluster.node.stock.Scene.at;
import static io.stockcluster.node.stock.Scene.move;
import static io.stockcluster.node.stock.Scene.receipt;
import static io.stockcluster.node.stock.Scene.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.Send;
import io.stockcluster.node.stock.PotReply.Accepted;
import io.stockcluster.node.stock.PotReply.InsufficientStock;
import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PotMovesTest {

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
                            new PotWrite.Receive("0/move/Depot/Tea/m", new BigDecimal("7.50"), at("12:00"))));
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
        void isKnownByItsOriginSoThatAlikeIsNotTheSame() {
            var first = new PotWrite.Receive("0/delivery/d1", new BigDecimal("2"), at("11:00"));
            var alike = new PotWrite.Receive("0/delivery/d2", new BigDecimal("2"), at("11:00"));

            assertThat(anEmptyPot().tell(first).tell(alike).amounts()).isEqualTo("4 pending 0");
        }

        @Test
        void countsOnceWhereBothSidesOfASplitWereAskedForItAndEachSentIt() {
            var pot = anEmptyPot().delivered("2", "11:00");

            var again = pot.decide(receipt("2", "11:00"));

            assertThat(again.reply()).isEqualTo(new PotReply.Received());
            assertThat(again.standsOnEarlier()).isTrue();
            assertThat(pot.amounts()).isEqualTo("2 pending 0");
        }

        @Test
        void ofAMoveWhoseIdWasForgottenAndUsedAnewIsAnother() {
            var pot = new Scene(new PotLimits(10, 2)).delivered("10", "11:00");

            var first = pot.decide(move("m", "1", "12:00")).sends();
            pot.sold("1", "12:00").sold("1", "12:00");

            assertThat(pot.decide(move("m", "1", "12:00")).sends()).isNotEqualTo(first);
        }

        @Test
        void isNoRequestThatMayBeRepeatedByTheEngine() {
            var behavior = new StockPot(PotLimits.DEFAULT);

            assertThat(behavior.repeatable(receipt("2", "11:00"))).isFalse();
            assertThat(behavior.repeatable(sale("s", "2", "11:00"))).isTrue();
        }
    }
}
