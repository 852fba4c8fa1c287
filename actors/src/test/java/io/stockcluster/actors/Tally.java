package io.stockcluster.actors;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A counter that knows again who added to it: what the tests ask. */
public final class Tally implements Behavior<Tally.State, Tally.Message, Tally.Added, Tally.Total> {

    /** What has been added, and the id that was added last. */
    public record State(long total, String last) {}

    public sealed interface Message {}

    public record Add(String id, long amount) implements Message {}

    /** Adds in several events. */
    public record AddEach(int times) implements Message {}

    public record Read() implements Message {}

    public record Fail() implements Message {}

    public record Added(String id, long amount) {}

    public record Total(long total) {}

    public static ActorType<State, Message, Added, Total> type(int factor) {
        return ActorType.sharded("tally", new Tally(), Replication.of(factor));
    }

    /** A state's form, which no host can read while that is true: what has one stays where it is. */
    static CompactSerializer<State> form(BooleanSupplier stays) {
        return new CompactForm<>(
                "test.stays",
                State.class,
                (out, state) -> {
                    out.writeInt64("total", state.total());
                    out.writeString("last", state.last());
                },
                in -> {
                    if (stays.getAsBoolean()) {
                        throw new IllegalStateException("stays where it is, as the test wants it");
                    }
                    return new State(in.readInt64("total"), in.readString("last"));
                });
    }

    /** A tally that does something on its shard's thread whenever it is read. */
    record Reading(Runnable first) implements Behavior<State, Message, Added, Total> {

        private static final Tally TALLY = new Tally();

        @Override
        public State initial(ActorId id) {
            return TALLY.initial(id);
        }

        @Override
        public Decision<Added, Total> decide(State state, Message message, MessageContext context) {
            if (message instanceof Read) {
                first.run();
            }
            return TALLY.decide(state, message, context);
        }

        @Override
        public State evolve(State state, Added event) {
            return TALLY.evolve(state, event);
        }
    }

    @Override
    public State initial(ActorId id) {
        return new State(0, "");
    }

    @Override
    public Decision<Added, Total> decide(State state, Message message, MessageContext context) {
        return switch (message) {
            case Add(String id, long amount) when id.equals(state.last()) -> Decision.again(new Total(state.total()));
            case Add(String id, long amount) ->
                Decision.event(new Added(id, amount), new Total(state.total() + amount));
            case AddEach(int times) ->
                Decision.events(
                        IntStream.range(0, times)
                                .mapToObj(i -> new Added("each-" + i, 1))
                                .toList(),
                        new Total(state.total() + times));
            case Read() -> Decision.reply(new Total(state.total()));
            case Fail() -> throw new IllegalArgumentException("asked to fail");
        };
    }

    @Override
    public State evolve(State state, Added event) {
        return new State(state.total() + event.amount(), event.id());
    }

    @Override
    public boolean repeatable(Message message) {
        return !(message instanceof AddEach);
    }
}
