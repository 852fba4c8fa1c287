package shop;

import io.stockcluster.actors.*;

/** A till as it was first released. */
public final class Till implements Behavior<Till.Cash, Till.Message, Till.Event, Till.Total> {

    public record Cash(long amount) {}

    public sealed interface Message {}

    public record Sell(long amount) implements Message {}

    public record Read() implements Message {}

    public sealed interface Event {}

    public record Sold(long amount) implements Event {}

    public record Total(long amount) {}

    @Override
    public Cash initial(ActorId id) {
        return new Cash(0);
    }

    @Override
    public Decision<Event, Total> decide(Cash cash, Message message, MessageContext context) {
        return switch (message) {
            case Sell(long amount) -> Decision.event(new Sold(amount), new Total(cash.amount() + amount));
            case Read() -> Decision.reply(new Total(cash.amount()));
        };
    }

    @Override
    public Cash evolve(Cash cash, Event event) {
        return switch (event) {
            case Sold(long amount) -> new Cash(cash.amount() + amount);
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
        return "" + system.actor(TYPE, till).ask(new Sell(amount)).amount();
    }

    public static String read(ActorSystem system, String till) {
        return "" + system.actor(TYPE, till).ask(new Read()).amount();
    }
}
