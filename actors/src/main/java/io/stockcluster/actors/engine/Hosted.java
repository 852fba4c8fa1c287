package io.stockcluster.actors.engine;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Observer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The actors of a host: handles messages on the owner.
 *
 * <p>In this order: is this node in the majority, what does the behaviour decide and what does that make of the actor,
 * are enough copies of the shard there to hold it; and only then, as the last step, is it set. So whatever throws or
 * refuses before has changed nothing.
 */
final class Hosted {

    private static final String KEY = "io.stockcluster.actors";
    private static final Logger LOG = System.getLogger(Hosted.class.getName());

    /** An answer, and what the copies must do before it may go out; {@code null} for nothing. */
    record Handled(Object answer, Apply forCopies) {

        private Observer.Outcome outcome() {
            if (answer instanceof Refused refused) {
                return refused.why() == Refused.Why.QUORUM
                        ? Observer.Outcome.QUORUM_UNAVAILABLE
                        : Observer.Outcome.FAILED;
            }
            return forCopies == null || forCopies.changes == null
                    ? Observer.Outcome.UNCHANGED
                    : Observer.Outcome.CHANGED;
        }
    }

    private final Map<String, ActorType<?, ?, ?, ?>> types;
    private final Fence fence;
    private final InstantSource clock;
    private final Observer observer;

    /** Not there until this node has joined; what is for copies may come before. */
    private volatile Joined joined;

    private record Joined(Copies copies, Relay relay) {}

    Hosted(Map<String, ActorType<?, ?, ?, ?>> types, Fence fence, InstantSource clock, Observer observer) {
        this.types = types;
        this.fence = fence;
        this.clock = clock;
        this.observer = observer;
    }

    /** Makes this what the instance with that configuration hosts. */
    void into(Config config) {
        config.getUserContext().put(KEY, this);
    }

    /** From now on messages are handled. */
    void open(Copies copies, Relay relay) {
        joined = new Joined(copies, relay);
    }

    static Hosted in(HazelcastInstance instance) {
        return (Hosted) instance.getUserContext().get(KEY);
    }

    Observer observer() {
        return observer;
    }

    Handled handle(Ask ask, Map.Entry<String, Cell> entry) {
        var id = new ActorId(ask.type, entry.getKey());
        Observer.Observation observation = switch (ask.message) {
            case Post.Deliver _ -> observer.begin(Observer.Work.SEND, id, ask.context);
            // The engine's own errands are nobody's messages.
            case Post _ -> Observer.Observation.NONE;
            default -> observer.begin(Observer.Work.MESSAGE, id, ask.context);
        };
        Observer.Outcome outcome = Observer.Outcome.FAILED;
        try {
            Handled handled = handle(ask, entry, id, observation.context());
            outcome = handled.outcome();
            return handled;
        } finally {
            observation.end(outcome);
        }
    }

    private Handled handle(Ask ask, Map.Entry<String, Cell> entry, ActorId id, String observed) {
        ActorType<?, ?, ?, ?> type = types.get(ask.type);
        Joined here = joined;
        if (type == null) {
            return refused(Refused.Why.UNKNOWN_TYPE, "This node hosts no actors of type '" + ask.type + "'");
        }
        if (here == null) {
            return refused(Refused.Why.QUORUM, "This node has not joined its cluster yet");
        }
        Optional<String> shut = fence.shut();
        if (shut.isPresent()) {
            return refused(Refused.Why.QUORUM, shut.get());
        }
        var context = new MessageContext(id, clock.instant());
        Cell before = entry.getValue();
        Turn turn;
        try {
            turn = Turn.of(
                    type,
                    before,
                    ask,
                    context,
                    ThreadLocalRandom.current().nextLong(),
                    new Turn.Sending(types::containsKey, observed));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "Actor " + context.actor() + " failed at a message, which it drops", e);
            return refused(Refused.Why.FAILED, "The actor's behaviour failed: " + e);
        }
        boolean mayStandOnEarlier = before != null && (turn.confirm() || ask.again);
        if (turn.changes() == null && !mayStandOnEarlier) {
            return new Handled(turn.answer(), null);
        }
        var holders = here.copies().holders(entry, type.replication());
        if (!holders.enough()) {
            if (turn.changes() == null && !turn.confirm()) {
                return new Handled(turn.answer(), null);
            }
            return refused(
                    Refused.Why.QUORUM,
                    "Shard " + holders.shard() + " has fewer living copies than must hold a change ("
                            + type.replication() + ")");
        }
        Object answer = answer(turn, holders, context.actor());
        if (turn.changes() == null) {
            return new Handled(answer, Apply.confirm(type.name(), before, observed));
        }
        entry.setValue(turn.cell());
        if (!turn.cell().outbox().isEmpty()) {
            here.relay().hasSent(context.actor());
        }
        return new Handled(answer, Apply.changes(type.name(), before, turn.cell(), turn.changes(), observed));
    }

    private static Object answer(Turn turn, Copies.Holders holders, ActorId id) {
        if (holders.missing() == 0) {
            return turn.answer();
        }
        Cell cell = turn.cell();
        var held = new Unconfirmed.CellId(holders.shard(), id.type(), id.key(), cell.version(), cell.mark());
        return new Unconfirmed(turn.answer(), held, holders.missing(), holders.spare());
    }

    Optional<ActorType<?, ?, ?, ?>> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    private static Handled refused(Refused.Why why, String text) {
        return new Handled(new Refused(why, text), null);
    }
}
