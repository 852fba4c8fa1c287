package io.stockcluster.node.stock;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** One pot, told what happens as its owner would tell it: decide, evolve, answer. */
final class Scene {

    static final LocalDate DAY = LocalDate.of(2024, 12, 26);

    private final StockPot behavior;
    private final ActorId id = new ActorId("stock-pot", "Depot/Tea");
    private Pot pot;
    private int nextId;

    Scene(PotLimits limits) {
        behavior = new StockPot(limits);
        pot = behavior.initial(id);
    }

    static Scene anEmptyPot() {
        return new Scene(PotLimits.DEFAULT);
    }

    static Scene aPotThatKeeps(int history) {
        return new Scene(new PotLimits(history, 10_000));
    }

    Scene sold(String quantity, String time) {
        return tell(sale(newId(), quantity, time));
    }

    Scene delivered(String quantity, String time) {
        return tell(receipt(quantity, time));
    }

    Scene moved(String quantity, String time) {
        return tell(move(newId(), quantity, time));
    }

    Scene counted(String quantity, String time) {
        return tell(count(newId(), quantity, time));
    }

    Scene tell(PotCommand command) {
        ask(command);
        return this;
    }

    PotReply ask(PotCommand command) {
        return decide(command).reply();
    }

    Decision<PotEvent, PotReply> decide(PotCommand command) {
        var decision = behavior.decide(pot, command, new MessageContext(id, Instant.EPOCH));
        for (var event : decision.events()) {
            pot = behavior.evolve(pot, event);
        }
        return decision;
    }

    Pot pot() {
        return pot;
    }

    PotReply.Level level() {
        return (PotReply.Level) ask(new PotCommand.ReadLevel());
    }

    /** Quantity and pending adjustment, as they would be read aloud. */
    String amounts() {
        var level = level();
        return level.quantity().toPlainString() + " pending "
                + level.pendingAdjustment().toPlainString();
    }

    static PotWrite.Sell sale(String id, String quantity, String time) {
        return new PotWrite.Sell(id, new BigDecimal(quantity), at(time));
    }

    static PotWrite.Receive receipt(String quantity, String time) {
        return new PotWrite.Receive("0/delivery/at " + time, new BigDecimal(quantity), at(time));
    }

    static PotWrite.Dispatch move(String id, String quantity, String time) {
        return new PotWrite.Dispatch(id, "Shop", new BigDecimal(quantity), "replenishment", at(time));
    }

    static PotWrite.Count count(String id, String quantity, String time) {
        return new PotWrite.Count(id, new BigDecimal(quantity), "AdminOverride", at(time));
    }

    static LocalDateTime at(String time) {
        return DAY.atTime(LocalTime.parse(time));
    }

    private String newId() {
        return "id-" + nextId++;
    }
}
