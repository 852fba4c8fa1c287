package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

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
     * How messages to other actors leave.
     *
     * @param knownType whether the cluster has actors of that type
     * @param context what goes along, see {@link io.stockcluster.actors.Observer}
     */
    record Sending(Predicate<String> knownType, String context) {}

    static <S, M, E, R> Turn of(
            ActorType<S, M, E, R> type, Cell before, Ask ask, MessageContext context, long mark, Sending sending) {
        Cell cell = before == null ? Cell.first(type.behavior().initial(context.actor())) : before;
        return switch (ask.message) {
            case Post.Deliver deliver -> received(type, cell, deliver, context, mark, sending);
            case Post.WhatIsPending pending ->
                new Turn(cell, null, new Post.Pending(cell.outbox().pending()), true);
            case Post.Arrived arrived -> forgotten(type, cell, arrived, context.actor(), mark);
            default -> decided(type, cell, ask, context, mark, sending);
        };
    }

    private static <S, M, E, R> Turn decided(
            ActorType<S, M, E, R> type, Cell cell, Ask ask, MessageContext context, long mark, Sending sending) {
        Decision<E, R> decision = decision(type.behavior(), cell, ask.message, context);
        List<Object> changes = changes(cell, decision, context, sending);
        Turn turn = changed(type, cell, changes, context.actor(), mark, decision.reply());
        if (ask.settle && !turn.cell().outbox().isEmpty()) {
            // What is on its way must be held by the copies before anybody delivers it.
            Object settling =
                    new Post.Settling(decision.reply(), turn.cell().outbox().pending());
            return new Turn(turn.cell(), turn.changes(), settling, true);
        }
        return new Turn(turn.cell(), turn.changes(), turn.answer(), decision.standsOnEarlier());
    }

    private static <S, M, E, R> Turn received(
            ActorType<S, M, E, R> type,
            Cell cell,
            Post.Deliver deliver,
            MessageContext context,
            long mark,
            Sending sending) {
        Outbox.Sent sent = deliver.sent();
        if (cell.inbox().has(deliver.sender(), sent.number())) {
            return new Turn(cell, null, new Post.Done(true), true);
        }
        if (!cell.inbox().has(deliver.sender(), sent.after())) {
            return new Turn(cell, null, new Post.Done(false), false);
        }
        List<Object> changes =
                changes(cell, decision(type.behavior(), cell, sent.message(), context), context, sending);
        changes.add(new Post.Received(deliver.sender(), sent.number()));
        return changed(type, cell, changes, context.actor(), mark, new Post.Done(true));
    }

    private static Turn forgotten(ActorType<?, ?, ?, ?> type, Cell cell, Post.Arrived arrived, ActorId id, long mark) {
        return changed(
                type, cell, cell.outbox().isEmpty() ? List.of() : List.of(arrived), id, mark, new Post.Done(true));
    }

    @SuppressWarnings("unchecked") // a type's cells and messages come from that type alone
    private static <S, M, E, R> Decision<E, R> decision(
            Behavior<S, M, E, R> behavior, Cell cell, Object message, MessageContext context) {
        return behavior.decide((S) cell.state(), (M) message, context);
    }

    private static List<Object> changes(Cell cell, Decision<?, ?> decision, MessageContext context, Sending sending) {
        List<Object> changes = new ArrayList<>(decision.events());
        if (!decision.sends().isEmpty()) {
            decision.sends().forEach(send -> {
                if (!sending.knownType().test(send.to().type())) {
                    throw new IllegalStateException("It sends to " + send.to() + ", but this cluster has no actors of"
                            + " type '" + send.to().type() + "'");
                }
            });
            changes.add(new Post.HasSent(cell.outbox().numbered(decision.sends(), context.now(), sending.context())));
        }
        return changes;
    }

    private static Turn changed(
            ActorType<?, ?, ?, ?> type, Cell cell, List<Object> changes, ActorId id, long mark, Object answer) {
        if (changes.isEmpty()) {
            return new Turn(cell, null, answer, false);
        }
        Object tree = Changes.of(changes);
        return new Turn(follow(type, cell, tree, id, mark), tree, answer, false);
    }

    /** The cell after one turn's changes, which got that mark. */
    static <S, M, E, R> Cell follow(ActorType<S, M, E, R> type, Cell before, Object changes, ActorId id, long mark) {
        Behavior<S, M, E, R> behavior = type.behavior();
        Cell cell = before == null ? Cell.first(behavior.initial(id)) : before;
        var next = new Object() {
            Object state = cell.state();
            Outbox outbox = cell.outbox();
            Inbox inbox = cell.inbox();
        };
        Changes.forEach(changes, change -> {
            switch (change) {
                case Post.HasSent(List<Outbox.Sent> sent) -> next.outbox = next.outbox.with(sent);
                case Post.Arrived(List<Long> numbers) -> next.outbox = next.outbox.without(new HashSet<>(numbers));
                case Post.Received(String sender, long number) -> next.inbox = next.inbox.with(sender, number);
                default -> next.state = evolved(behavior, next.state, change);
            }
        });
        return new Cell(cell.version() + 1, mark, next.state, next.outbox, next.inbox);
    }

    @SuppressWarnings("unchecked") // a type's states and events come from that type alone
    private static <S, E> S evolved(Behavior<S, ?, E, ?> behavior, Object state, Object event) {
        return behavior.evolve((S) state, (E) event);
    }
}
