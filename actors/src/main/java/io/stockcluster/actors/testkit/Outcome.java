package io.stockcluster.actors.testkit;

import io.stockcluster.actors.Decision;
import io.stockcluster.actors.Send;
import java.util.List;
import java.util.Objects;

/**
 * What a message led to. Each {@code then…} returns this very outcome, or throws an {@link AssertionError} that says
 * what was expected and what came.
 *
 * @param decision what the behaviour decided
 * @param next the actor after it, for what comes next
 */
public record Outcome<S, M, E, R>(Decision<E, R> decision, Scenario<S, M, E, R> next) {

    /** These events happened, in this order, and no others. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final Outcome<S, M, E, R> thenEvents(E... events) {
        return require("events", List.of(events), decision.events());
    }

    /** Nothing happened, and nothing was sent: an answer to a question, or a refusal. */
    public Outcome<S, M, E, R> thenNothing() {
        return require("events", List.of(), decision.events()).thenSends();
    }

    /** That is the answer. */
    public Outcome<S, M, E, R> thenReply(R reply) {
        return require("reply", reply, decision.reply());
    }

    /** These messages went to other actors, in this order, and no others. */
    public Outcome<S, M, E, R> thenSends(Send... sends) {
        return require("messages to others", List.of(sends), decision.sends());
    }

    /** That is the state afterwards. */
    public Outcome<S, M, E, R> thenState(S state) {
        return require("state", state, next.state());
    }

    /** The answer is one that an earlier message was given, and waits for the copies as that one did. */
    public Outcome<S, M, E, R> thenStandsOnEarlier() {
        return require("standing on an earlier message", true, decision.standsOnEarlier())
                .thenNothing();
    }

    /** The next message comes. */
    public Outcome<S, M, E, R> when(M message) {
        return next.when(message);
    }

    private Outcome<S, M, E, R> require(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            throw new AssertionError("Expected " + what + ": " + expected + "\n but found " + what + ": " + found);
        }
        return this;
    }
}
