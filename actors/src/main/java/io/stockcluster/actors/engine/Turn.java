package io.stockcluster.actors.engine;

import com.hazelcast.internal.serialization.impl.compact.CompactGenericRecord;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Send;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one message makes of an actor: its cell before and after, the changes between them, and the answer. Pure. The
 * owner makes a turn with {@link #of}; the copies follow with {@link #follow}, by the changes alone.
 *
 * @param cell the actor after the turn
 * @param changes what the copies must follow, the behaviour's events and the engine's own, as {@link Changes} has them;
 *     {@code null} where there are none
 * @param answer what goes back to the asker
 * @param confirm whether the copies must hold the cell before the answer goes out, even though nothing changed
 */
record Turn(Cell cell, Object changes, Object answer, boolean confirm) {

    /**
     * The owner whose turn it is.
     *
     * @param host its process, as {@link Outbox#host} has it
     * @param term in which it works, see {@link Fence}
     * @param mark the random number of this turn
     * @param knows whether its cluster has a type of that name
     * @param context what goes along with messages to others, see {@link io.stockcluster.actors.Observer}
     */
    record Owner(long host, long term, long mark, Predicate<String> knows, String context) {}

    static <S, M, E, R> Turn of(ActorType<S, M, E, R> type, Cell before, Ask ask, MessageContext context, Owner owner) {
        Cell cell = before == null ? Cell.first(type.behavior().initial(context.actor())) : before;
        return switch (ask.message) {
            case Post.Deliver deliver -> received(type, cell, deliver, context, owner);
            case Post.WhatIsPending pending ->
                new Turn(
                        cell,
                        null,
                        new Post.Pending(
                                cell.outbox().pending(), cell.inbox().parked().size()),
                        true);
            case Post.Arrived arrived -> forgotten(type, cell, arrived, context.actor(), owner);
            case Post.Unpark unpark -> unparked(type, cell, context, owner);
            default -> decided(type, cell, ask, context, owner);
        };
    }

    private static <S, M, E, R> Turn decided(
            ActorType<S, M, E, R> type, Cell cell, Ask ask, MessageContext context, Owner owner) {
        Decision<E, R> decision = decision(type.behavior(), cell, ask.message, context);
        List<Object> changes = changes(cell, decision, owner);
        Turn turn = changed(type, cell, changes, context.actor(), owner, decision.reply());
        List<Outbox.Sent> awaited = ask.settle ? awaited(decision, turn.cell().outbox()) : List.of();
        if (!awaited.isEmpty()) {
            // What is on its way must be held by the copies before anybody delivers it.
            return new Turn(turn.cell(), turn.changes(), new Post.Settling(decision.reply(), awaited), true);
        }
        return new Turn(turn.cell(), turn.changes(), turn.answer(), decision.standsOnEarlier());
    }

    /**
     * Of what is on its way: what this turn sends, behind what goes to the same actors. Where the answer is that of an
     * earlier turn, what that has sent may be any of it. What else is stuck is no concern of this asker's.
     */
    private static List<Outbox.Sent> awaited(Decision<?, ?> decision, Outbox outbox) {
        if (decision.standsOnEarlier()) {
            return outbox.pending();
        }
        Set<ActorId> receivers = decision.sends().stream().map(Send::to).collect(Collectors.toSet());
        return outbox.pending().stream()
                .filter(sent -> receivers.contains(new ActorId(sent.type(), sent.key())))
                .toList();
    }

    private static <S, M, E, R> Turn received(
            ActorType<S, M, E, R> type, Cell cell, Post.Deliver deliver, MessageContext context, Owner owner) {
        Outbox.Sent sent = deliver.sent();
        Inbox inbox = cell.inbox();
        if (inbox.has(deliver.sender(), sent.stamp())) {
            return new Turn(cell, null, new Post.Done(true), true);
        }
        if (!inbox.has(deliver.sender(), sent.after())) {
            return new Turn(cell, null, new Post.Done(false), false);
        }
        var received = new Post.Received(deliver.sender(), sent.stamp());
        try {
            return taken(type, cell, deliver.sender(), sent, received, context, owner);
        } catch (RuntimeException | StackOverflowError e) {
            if (!deliver.park() || inbox.parked().size() >= Inbox.MOST_PARKED) {
                throw e;
            }
            var parked = new Post.Parked(deliver.sender(), sent);
            return changed(type, cell, List.of(parked), context.actor(), owner, new Post.Done(true));
        }
    }

    /** Handles the first of the messages put aside at which the behaviour does not throw, if there is one. */
    private static <S, M, E, R> Turn unparked(
            ActorType<S, M, E, R> type, Cell cell, MessageContext context, Owner owner) {
        for (Inbox.Parked parked : cell.inbox().parked()) {
            var unparked = new Post.Unparked(parked.sender(), parked.sent().stamp());
            try {
                return taken(type, cell, parked.sender(), parked.sent(), unparked, context, owner);
            } catch (RuntimeException | StackOverflowError e) {
                // Still not to be handled: it stays where it is.
            }
        }
        return new Turn(cell, null, new Post.Done(false), false);
    }

    private static <S, M, E, R> Turn taken(
            ActorType<S, M, E, R> type,
            Cell cell,
            String sender,
            Outbox.Sent sent,
            Object itsRecord,
            MessageContext context,
            Owner owner) {
        var known = new MessageContext(
                context.actor(), context.now(), sender + "/" + sent.stamp().text(), context.version());
        List<Object> changes = changes(cell, decision(type.behavior(), cell, sent.message(), known), owner);
        changes.add(itsRecord);
        return changed(type, cell, changes, context.actor(), owner, new Post.Done(true));
    }

    private static Turn forgotten(
            ActorType<?, ?, ?, ?> type, Cell cell, Post.Arrived arrived, ActorId id, Owner owner) {
        return changed(
                type, cell, cell.outbox().isEmpty() ? List.of() : List.of(arrived), id, owner, new Post.Done(true));
    }

    @SuppressWarnings("unchecked") // a type's cells and messages come from that type alone
    private static <S, M, E, R> Decision<E, R> decision(
            Behavior<S, M, E, R> behavior, Cell cell, Object message, MessageContext context) {
        if (message instanceof CompactGenericRecord unknown) {
            throw new IllegalStateException("This host does not know messages of class "
                    + unknown.getSchema().getTypeName() + ": a newer version sent it");
        }
        return behavior.decide((S) cell.state(), (M) message, context);
    }

    private static List<Object> changes(Cell cell, Decision<?, ?> decision, Owner owner) {
        List<Object> changes = new ArrayList<>(decision.events());
        if (!decision.sends().isEmpty()) {
            decision.sends().forEach(send -> {
                if (!owner.knows().test(send.to().type())) {
                    throw new IllegalStateException("It sends to " + send.to() + ", but this cluster has no actors of"
                            + " type '" + send.to().type() + "'");
                }
            });
            changes.add(new Post.HasSent(
                    owner.host(),
                    cell.outbox().numbered(decision.sends(), owner.host(), owner.mark(), owner.context())));
        }
        return changes;
    }

    private static Turn changed(
            ActorType<?, ?, ?, ?> type, Cell cell, List<Object> changes, ActorId id, Owner owner, Object answer) {
        if (changes.isEmpty()) {
            return new Turn(cell, null, answer, false);
        }
        Object tree = Changes.of(changes);
        return new Turn(follow(type, cell, tree, id, owner.term(), owner.mark()), tree, answer, false);
    }

    /** The cell after one turn's changes, which got that term and mark. */
    static <S, M, E, R> Cell follow(
            ActorType<S, M, E, R> type, Cell before, Object changes, ActorId id, long term, long mark) {
        Behavior<S, M, E, R> behavior = type.behavior();
        Cell cell = before == null ? Cell.first(behavior.initial(id)) : before;
        var next = new Object() {
            Object state = cell.state();
            Outbox outbox = cell.outbox();
            Inbox inbox = cell.inbox();
        };
        Changes.forEach(changes, change -> {
            switch (change) {
                case Post.HasSent(long host, List<Outbox.Sent> sent) -> next.outbox = next.outbox.with(host, sent);
                case Post.Arrived(List<Stamp> stamps) -> next.outbox = next.outbox.without(new HashSet<>(stamps));
                case Post.Received(String sender, Stamp stamp) -> next.inbox = next.inbox.with(sender, stamp);
                case Post.Parked(String sender, Outbox.Sent sent) ->
                    next.inbox = next.inbox.with(sender, sent.stamp()).parking(new Inbox.Parked(sender, sent));
                case Post.Unparked(String sender, Stamp stamp) -> next.inbox = next.inbox.withoutParked(sender, stamp);
                default -> next.state = evolved(behavior, next.state, change);
            }
        });
        return new Cell(term, cell.version() + 1, mark, next.state, next.outbox, next.inbox);
    }

    @SuppressWarnings("unchecked") // a type's states and events come from that type alone
    private static <S, E> S evolved(Behavior<S, ?, E, ?> behavior, Object state, Object event) {
        return behavior.evolve((S) state, (E) event);
    }
}
