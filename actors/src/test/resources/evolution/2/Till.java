package shop;

import io.stockcluster.actors.*;

/**
 * The till's next release: a sale may have a tip, which is a new field of an old message; money can be given back, which
 * is a new message and a new event; and the till counts how often.
 */
public final class Till implements Behavior<Till.Cash, Till.Message, Till.Event, Till.Total> {

    public record Cash(long amount, long refunds) {}

    public sealed interface Message {}

    /** Of a sender that knows no tips the tip is 0. */
    public record Sell(long amount, long tip) implements Message {}

    public record Refund(long amount) implements Message {}

    public record Read() implements Message {}

    public sealed interface Event {}

    public record Sold(long amount) implements Event {}

    public record Refunded(long amount) implements Event {}

    public record Total(long amount, long refunds) {}

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Cash initial(ActorId id) {
        return new Cash(0, 0);
    }

    @Override
    public Decision<Event, Total> decide(Cash cash, Message message, MessageContext context) {
        return switch (message) {
            case Sell(long amount, long tip) ->
                Decision.event(new Sold(amount + tip), new Total(cash.amount() + amount + tip, cash.refunds()));
            case Refund(long amount) ->
                Decision.event(
                        // While a host runs version 1, its copies would not understand the new event.
                        context.version() >= 2 ? new Refunded(amount) : new Sold(-amount),
                        new Total(cash.amount() - amount, cash.refunds()));
            case Read() -> Decision.reply(new Total(cash.amount(), cash.refunds()));
        };
    }

    @Override
    public Cash evolve(Cash cash, Event event) {
        return switch (event) {
            case Sold(long amount) -> new Cash(cash.amount() + amount, cash.refunds());
            case Refunded(long amount) -> new Cash(cash.amount() - amount, cash.refunds() + 1);
        };
    }

    @Override
    public boolean repeatable(Message message) {
        return message instanceof Read;
    }

    // What the test calls.

    public static ActorType<?, ?, ?, ?> type() {
        return TYPE;
    }

    private static final ActorType<Cash, Message, Event, Total> TYPE =
            ActorType.sharded("till", new Till(), Replication.of(3, Consistency.strong()));

    public static String sell(ActorSystem system, String till, long amount) {
        return "" + system.actor(TYPE, till).ask(new Sell(amount, 0)).amount();
    }

    public static String sellWithTip(ActorSystem system, String till, long amount) {
        return "" + system.actor(TYPE, till).ask(new Sell(amount, 1)).amount();
    }

    public static String refund(ActorSystem system, String till, long amount) {
        return "" + system.actor(TYPE, till).ask(new Refund(amount)).amount();
    }

    public static String read(ActorSystem system, String till) {
        return "" + system.actor(TYPE, till).ask(new Read()).amount();
    }

    public static String refunds(ActorSystem system, String till) {
        return "" + system.actor(TYPE, till).ask(new Read()).refunds();
    }
}
