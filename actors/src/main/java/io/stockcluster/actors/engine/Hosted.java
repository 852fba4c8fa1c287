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
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
                return switch (refused.why()) {
                    case QUORUM, NOT_YET -> Observer.Outcome.QUORUM_UNAVAILABLE;
                    case UNKNOWN_TYPE, FAILED -> Observer.Outcome.FAILED;
                };
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

    /** Numbers what this process's actors send; another one after a merge, see {@link Stamp}. */
    private volatile long host = random();

    /** Until it has brought everything, neither does it answer, nor do others by its confirmation. */
    private volatile boolean merging;

    private record Joined(
            Copies copies, Reached reached, Losses losses, Inheritance inheritance, Relay relay, Told versions) {}

    private final Confirmations confirmations = new Confirmations();

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
    void open(Copies copies, Losses losses, Inheritance inheritance, Relay relay, Told versions) {
        joined = new Joined(copies, new Reached(copies), losses, inheritance, relay, versions);
    }

    /** What this host owned before is now the other side's. It brings that, or has brought it all. */
    void merging(boolean underWay) {
        if (underWay) {
            host = random();
        }
        merging = underWay;
    }

    boolean isMerging() {
        return merging;
    }

    /** Why this host may not answer, if it may not. */
    private Optional<String> shut(Joined here) {
        here.losses().note();
        return merging
                ? Optional.of("This node is bringing what its side of a split has become into the other side")
                : fence.shut();
    }

    /** After a merge that actor is as the cell says. */
    void merged(ActorId id, Cell cell) {
        Joined here = joined;
        if (here != null) {
            watch(here.relay(), id, cell);
        }
    }

    private static void watch(Relay relay, ActorId id, Cell cell) {
        if (!cell.outbox().isEmpty()) {
            relay.hasSent(id);
        }
        relay.hasParked(id, cell.inbox().parked().size());
    }

    private static long random() {
        return ThreadLocalRandom.current().nextLong();
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
            return refused(Refused.Why.NOT_YET, "This node has not joined its cluster yet");
        }
        Optional<String> shut = shut(here);
        if (shut.isPresent()) {
            return refused(Refused.Why.QUORUM, shut.get());
        }
        var context =
                new MessageContext(id, clock.instant(), ask.id, here.versions().smallest(type.name()));
        Cell before = entry.getValue();
        Turn turn;
        try {
            turn = Turn.of(type, before, ask, context, owner(observed));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "Actor " + context.actor() + " failed at " + told(ask) + ", which changes nothing", e);
            return refused(Refused.Why.FAILED, "The actor's behaviour failed: " + e);
        }
        boolean mayStandOnEarlier = before != null && (turn.confirm() || ask.again);
        // Only what changes nothing may tell of a change unconfirmed: a change waits for the copies itself.
        boolean unsure = turn.changes() == null
                && before != null
                && here.reached()
                        .maybeNot(
                                before, type.replication(), () -> here.copies().shard(entry));
        if (turn.changes() == null && !mayStandOnEarlier && !unsure) {
            return new Handled(turn.answer(), null);
        }
        int shard = here.copies().shard(entry);
        if (turn.changes() != null) {
            Optional<String> others =
                    behind(before, turn.cell()).or(() -> here.inheritance().shut(shard));
            if (others.isPresent()) {
                return refused(Refused.Why.NOT_YET, others.get());
            }
        }
        var holders = here.copies().holders(shard, type.replication());
        // Where a host was lost meanwhile, what was just found of the copies counts for nothing.
        shut = shut(here);
        if (shut.isPresent()) {
            return refused(Refused.Why.QUORUM, shut.get());
        }
        if (!holders.enough()) {
            if (turn.changes() == null && !turn.confirm() && !unsure) {
                return new Handled(turn.answer(), null);
            }
            return refused(
                    here.copies().mayHave(type.replication()) ? Refused.Why.NOT_YET : Refused.Why.QUORUM,
                    "Shard " + holders.shard() + " has fewer living copies than must hold a change ("
                            + type.replication() + ")");
        }
        Object answer = answer(turn, holders, context.actor());
        if (turn.changes() == null) {
            return new Handled(answer, Apply.confirm(type.name(), before, observed));
        }
        if (turn.changes() instanceof Post.Parked) {
            LOG.log(
                    Level.ERROR,
                    "Actor " + context.actor() + " puts " + told(ask)
                            + " aside, at which it fails again and again: it is tried anew from time to time");
        }
        entry.setValue(turn.cell().changedAt(System.nanoTime()));
        watch(here.relay(), context.actor(), turn.cell());
        return new Handled(answer, Apply.changes(type.name(), before, turn.cell(), turn.changes(), observed));
    }

    /** Why this host may not change a cell that comes from a later term than its own: it learns of that one first. */
    private Optional<String> behind(Cell before, Cell after) {
        if (before == null || before.term() <= after.term()) {
            return Optional.empty();
        }
        fence.told(before.term());
        return Optional.of("This node works in term " + after.term() + " and has just learned of " + before.term()
                + ": a majority will have confirmed that within a moment");
    }

    /**
     * The reply to a message that changes nothing, where no copy has to be asked before it may go out. Otherwise nothing,
     * and nothing has happened: asked as usual, the actor answers, or says why not.
     */
    Optional<Object> sure(Ask ask, ActorId id, int shard, Cell before) {
        ActorType<?, ?, ?, ?> type = types.get(ask.type);
        Joined here = joined;
        if (type == null || here == null || shut(here).isPresent()) {
            return Optional.empty();
        }
        if (before != null && here.reached().maybeNot(before, type.replication(), () -> shard)) {
            return Optional.empty();
        }
        Observer.Observation observation = observer.begin(Observer.Work.MESSAGE, id, ask.context);
        try {
            var context = new MessageContext(
                    id, clock.instant(), ask.id, here.versions().smallest(type.name()));
            Turn turn = Turn.of(type, before, ask, context, owner(observation.context()));
            return turn.changes() == null && !turn.confirm() ? Optional.of(turn.answer()) : Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.DEBUG, "Actor " + id + " failed at a message, and is asked alone", e);
            return Optional.empty();
        } finally {
            observation.end(Observer.Outcome.UNCHANGED);
        }
    }

    private Turn.Owner owner(String context) {
        return new Turn.Owner(host, fence.term(), random(), types::containsKey, context);
    }

    private static Object answer(Turn turn, Copies.Holders holders, ActorId id) {
        if (holders.missing() == 0) {
            return turn.answer();
        }
        Cell cell = turn.cell();
        var held = new Unconfirmed.CellId(holders.shard(), id.type(), id.key(), cell.version(), cell.mark());
        return new Unconfirmed(turn.answer(), held, holders.missing(), holders.spare());
    }

    Confirmations confirmations() {
        return confirmations;
    }

    /** See {@link Ping}. */
    long confirm(UUID asker, Collection<UUID> lost, long term) {
        Joined here = joined;
        if (here == null || merging) {
            return Ping.NO;
        }
        here.losses().note();
        long answer = fence.asked(term, () -> here.losses().agreesWith(asker, lost));
        if (answer != Ping.NO) {
            confirmations.told(asker);
        }
        return answer;
    }

    Optional<ActorType<?, ?, ?, ?>> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    private static String told(Ask ask) {
        return ask.message instanceof Post.Deliver deliver
                ? "message " + deliver.sent().stamp().text() + " of actor " + deliver.sender()
                : "a message";
    }

    private static Handled refused(Refused.Why why, String text) {
        return new Handled(new Refused(why, text), null);
    }
}
