package io.stockcluster.actors.engine;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The actors of a host: handles messages on the owner and changes on the copies.
 *
 * <p>On the owner, in this order: is this node in the majority, are enough copies of the shard there, what does the
 * behaviour decide, what do the events make of the state; and only then, as the last step, the new state is set. So
 * whatever throws before has changed nothing.
 */
final class Hosted {

    private static final String KEY = "io.stockcluster.actors";
    private static final Logger LOG = System.getLogger(Hosted.class.getName());

    /** An answer, and what the copies must do before it may go out; {@code null} for nothing. */
    record Handled(Object answer, EntryProcessor<String, Cell, Object> forCopies) {}

    private final Map<String, ActorType<?, ?, ?, ?>> types;
    private final Fence fence;
    private final InstantSource clock;

    /** Not there until this node has joined; copies may come before. */
    private volatile Copies copies;

    Hosted(Map<String, ActorType<?, ?, ?, ?>> types, Fence fence, InstantSource clock) {
        this.types = types;
        this.fence = fence;
        this.clock = clock;
    }

    /** Makes this what the instance with that configuration hosts. */
    void into(Config config) {
        config.getUserContext().put(KEY, this);
    }

    /** From now on messages are handled. */
    void open(Copies copies) {
        this.copies = copies;
    }

    static Hosted in(HazelcastInstance instance) {
        return (Hosted) instance.getUserContext().get(KEY);
    }

    Handled handle(Ask ask, Map.Entry<String, Cell> entry) {
        ActorType<?, ?, ?, ?> type = types.get(ask.type);
        if (type == null) {
            return refused(Refused.Why.UNKNOWN_TYPE, "This node hosts no actors of type '" + ask.type + "'");
        }
        Copies table = copies;
        Optional<String> shut = table == null
                ? Optional.of("This node has not joined its cluster yet")
                : fence.shut().or(() -> table.missing(entry, type.replication()));
        if (shut.isPresent()) {
            return refused(Refused.Why.QUORUM, shut.get());
        }
        try {
            return decided(type, ask, entry);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(
                    Level.ERROR,
                    "Actor " + ask.type + "/" + entry.getKey() + " failed at a message, which it drops",
                    e);
            return refused(Refused.Why.FAILED, "The actor's behaviour failed: " + e);
        }
    }

    private <S, M, E, R> Handled decided(ActorType<S, M, E, R> type, Ask ask, Map.Entry<String, Cell> entry) {
        Behavior<S, M, E, R> behavior = type.behavior();
        var id = new ActorId(type.name(), entry.getKey());
        Cell cell = entry.getValue();
        long version = cell == null ? 0 : cell.version();
        S state = stateOf(cell, behavior, id);

        @SuppressWarnings("unchecked") // a type's messages come from references to that type
        M message = (M) ask.message;
        Decision<E, R> decision = behavior.decide(state, message, new MessageContext(id, clock.instant()));

        if (decision.events().isEmpty()) {
            boolean confirm = version > 0 && (ask.again || decision.standsOnEarlier());
            return new Handled(decision.reply(), confirm ? Apply.confirm(type.name(), version) : null);
        }
        S next = state;
        for (E event : decision.events()) {
            next = behavior.evolve(next, event);
        }
        entry.setValue(new Cell(version + 1, next));
        return new Handled(decision.reply(), new Apply(type.name(), version, Events.of(decision.events())));
    }

    void apply(Apply change, Map.Entry<String, Cell> entry) {
        ActorType<?, ?, ?, ?> type = types.get(change.type);
        if (type == null) {
            throw new IllegalStateException("This node keeps no copies of actors of type '" + change.type + "'");
        }
        Cell cell = entry.getValue();
        long version = cell == null ? 0 : cell.version();
        if (version < change.follows) {
            throw new IllegalStateException("This copy of actor " + change.type + "/" + entry.getKey()
                    + " is at version " + version + " and lacks what led to " + change.follows);
        }
        if (change.events != null && version == change.follows) {
            entry.setValue(new Cell(version + 1, evolved(type, change.events, cell, entry.getKey())));
        }
    }

    private static <S, M, E, R> S evolved(ActorType<S, M, E, R> type, Object events, Cell cell, String key) {
        Behavior<S, M, E, R> behavior = type.behavior();
        var state = new Object() {
            S now = stateOf(cell, behavior, new ActorId(type.name(), key));
        };
        Events.forEach(events, event -> {
            @SuppressWarnings("unchecked") // the owner's behaviour of the same type decided it
            E typed = (E) event;
            state.now = behavior.evolve(state.now, typed);
        });
        return state.now;
    }

    @SuppressWarnings("unchecked") // a type's map holds that type's states alone
    private static <S> S stateOf(Cell cell, Behavior<S, ?, ?, ?> behavior, ActorId id) {
        return cell == null ? behavior.initial(id) : (S) cell.state();
    }

    private static Handled refused(Refused.Why why, String text) {
        return new Handled(new Refused(why, text), null);
    }
}
