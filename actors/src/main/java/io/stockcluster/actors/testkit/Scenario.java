package io.stockcluster.actors.testkit;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import java.time.Instant;
import java.util.List;

/**
 * One actor, told what happens as its owner would tell it.
 *
 * {@snippet :
 * Scenario.of(new Counters())
 *         .given(new Added("request-1", 2))
 *         .when(new Add("request-2", 3))
 *         .thenEvents(new Added("request-2", 3))
 *         .thenReply(new Total(5));
 * }
 *
 * <p>Immutable: each step is a new scenario, so that several may begin alike. Beside what a test asks for, each message
 * is checked for what every behaviour must hold to: {@code decide} gives the same twice, so that it depends on nothing
 * but its arguments; and a message that is {@linkplain Behavior#repeatable repeatable} changes and sends nothing when it
 * comes a second time.
 *
 * @param <S> the behaviour's state
 * @param <M> its messages
 * @param <E> its events
 * @param <R> its replies
 */
public final class Scenario<S, M, E, R> {

    private final Behavior<S, M, E, R> behavior;
    private final S state;
    private final ActorId actor;
    private final Instant now;
    private final int messages;

    private Scenario(Behavior<S, M, E, R> behavior, S state, ActorId actor, Instant now, int messages) {
        this.behavior = behavior;
        this.state = state;
        this.actor = actor;
        this.now = now;
        this.messages = messages;
    }

    /** An actor that has never been written. */
    public static <S, M, E, R> Scenario<S, M, E, R> of(Behavior<S, M, E, R> behavior) {
        return of(behavior, new ActorId("type", "key"));
    }

    /** That very actor, never written. */
    public static <S, M, E, R> Scenario<S, M, E, R> of(Behavior<S, M, E, R> behavior, ActorId actor) {
        return new Scenario<>(behavior, behavior.initial(actor), actor, Instant.EPOCH, 0);
    }

    /** The same, after those events. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final Scenario<S, M, E, R> given(E... events) {
        return after(List.of(events), messages);
    }

    /** The same at another time; before the first it is 1970-01-01T00:00:00Z. */
    public Scenario<S, M, E, R> at(Instant time) {
        return new Scenario<>(behavior, state, actor, time, messages);
    }

    /** A message comes, with an id of its own. */
    public Outcome<S, M, E, R> when(M message) {
        return when(message, "message-" + (messages + 1));
    }

    /**
     * A message comes that is known by that id.
     *
     * @throws AssertionError the behaviour is not what every behaviour must be
     */
    public Outcome<S, M, E, R> when(M message, String messageId) {
        var context = new MessageContext(actor, now, messageId, behavior.version());
        Decision<E, R> decision = behavior.decide(state, message, context);
        requireSame(decision, behavior.decide(state, message, context), message);
        Scenario<S, M, E, R> next = after(decision.events(), messages + 1);
        if (behavior.repeatable(message)) {
            requireNothing(behavior.decide(next.state, message, context), message);
        }
        return new Outcome<>(decision, next);
    }

    /** The state that all this led to. */
    public S state() {
        return state;
    }

    private Scenario<S, M, E, R> after(List<E> events, int messagesSoFar) {
        S next = state;
        for (E event : events) {
            next = behavior.evolve(next, event);
        }
        return new Scenario<>(behavior, next, actor, now, messagesSoFar);
    }

    private void requireSame(Decision<E, R> first, Decision<E, R> second, M message) {
        if (!first.events().equals(second.events()) || !first.sends().equals(second.sends())) {
            throw new AssertionError("decide must depend on its arguments alone, but at " + message + " it gave first "
                    + first + " and then " + second);
        }
    }

    private void requireNothing(Decision<E, R> repeated, M message) {
        if (!repeated.events().isEmpty() || !repeated.sends().isEmpty()) {
            throw new AssertionError("repeatable says that " + message
                    + " does no harm when it is handled twice, but the second time it leads to " + repeated);
        }
    }
}
