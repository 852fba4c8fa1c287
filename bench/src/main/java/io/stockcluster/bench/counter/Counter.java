package io.stockcluster.bench.counter;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;

/** Adds up. Its state is 200 bytes, its events are a few: what the copies are sent must not grow with the state. */
public final class Counter implements Behavior<Counter.Count, Counter.Message, Counter.Added, Counter.Value> {

    private static final int REST = 200 - Long.BYTES;

    /** What a counter is asked. */
    public sealed interface Message {}

    /** A write. */
    public record Add(long amount) implements Message {}

    /** A read. */
    public record Read() implements Message {}

    /** The event. */
    public record Added(long amount) {}

    /** The reply to either. */
    public record Value(long value) {}

    /**
     * The state.
     *
     * @param rest what makes it 200 bytes; each counter has its own
     */
    public record Count(long value, String rest) {

        public static Count first() {
            return new Count(0, "-".repeat(REST));
        }

        public Count plus(long amount) {
            return new Count(value + amount, rest);
        }
    }

    @Override
    public Count initial(ActorId id) {
        return Count.first();
    }

    @Override
    public Decision<Added, Value> decide(Count state, Message message, MessageContext context) {
        return switch (message) {
            case Add(long amount) -> Decision.event(new Added(amount), new Value(state.value() + amount));
            case Read() -> Decision.reply(new Value(state.value()));
        };
    }

    @Override
    public Count evolve(Count state, Added event) {
        return state.plus(event.amount());
    }

    @Override
    public boolean repeatable(Message message) {
        return message instanceof Read;
    }
}
