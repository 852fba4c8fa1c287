package io.stockcluster.actors;

/**
 * What an actor does: two pure functions and a first state.
 *
 * <p>{@code decide} says what a message leads to, {@code evolve} what an event makes of the state. Both run on the
 * owner; the copies run {@code evolve} alone, on the same events in the same order, so it must depend on nothing but
 * its arguments. States are immutable: the engine hands the same instance to the next message.
 *
 * @param <S> state
 * @param <M> messages
 * @param <E> events, which the copies receive
 * @param <R> replies, refusals among them: a refusal is a value, not an exception
 */
public interface Behavior<S, M, E, R> {

    /** The state of an actor that has never been written. */
    S initial(ActorId id);

    /** What the message leads to. Without events nothing changes, and the copies are not asked. */
    Decision<E, R> decide(S state, M message, MessageContext context);

    /** The state after the event. */
    S evolve(S state, E event);

    /**
     * Whether the message does no harm when it is handled twice: it reads, or the behaviour knows it again by an id.
     * Where an answer got lost on the way, the engine asks again by itself if this is true; if not, the caller gets
     * {@link WriteTimeout}.
     */
    default boolean repeatable(M message) {
        return false;
    }

    /**
     * Which version of the behaviour this is: one more whenever it makes events or states that the one before does not
     * understand. While hosts of two versions run side by side, {@link MessageContext#version} is the older one, and
     * {@code decide} makes nothing newer.
     */
    default int version() {
        return 1;
    }
}
