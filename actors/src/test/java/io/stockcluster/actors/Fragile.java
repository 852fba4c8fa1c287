package io.stockcluster.actors;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import java.util.concurrent.atomic.AtomicBoolean;

/** A tally whose state may break on its way. */
final class Fragile implements Behavior<Fragile.State, Tally.Message, Tally.Added, Tally.Total> {

    record State(long total) {}

    @Override
    public State initial(ActorId id) {
        return new State(0);
    }

    @Override
    public Decision<Tally.Added, Tally.Total> decide(State state, Tally.Message message, MessageContext context) {
        return message instanceof Tally.Add(String id, long amount)
                ? Decision.event(new Tally.Added(id, amount), new Tally.Total(state.total() + amount))
                : Decision.reply(new Tally.Total(state.total()));
    }

    @Override
    public State evolve(State state, Tally.Added event) {
        return new State(state.total() + event.amount());
    }

    /** Breaks once, when it is told to. */
    static CompactSerializer<State> form(AtomicBoolean breaks) {
        return new CompactForm<>(
                "test.fragile", State.class, (out, state) -> out.writeInt64("total", state.total()), in -> {
                    if (breaks.compareAndSet(true, false)) {
                        throw new IllegalStateException("broken on its way, as the test wants it");
                    }
                    return new State(in.readInt64("total"));
                });
    }
}
