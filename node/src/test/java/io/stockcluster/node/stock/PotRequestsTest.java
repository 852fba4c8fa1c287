package io.stockcluster.node.stock;

import static io.stockcluster.node.stock.Scene.anEmptyPot;
import static io.stockcluster.node.stock.Scene.at;
import static io.stockcluster.node.stock.Scene.count;
import static io.stockcluster.node.stock.Scene.move;
import static io.stockcluster.node.stock.Scene.receipt;
import static io.stockcluster.node.stock.Scene.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockcluster.actors.ActorId;
import io.stockcluster.node.stock.PotReply.Accepted;
import io.stockcluster.node.stock.PotReply.Mismatch;
import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PotRequestsTest {

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
