package io.stockcluster.actors;

import java.util.List;
import java.util.Objects;

/**
 * What a message leads to: events in their order, messages to other actors, and the reply that goes out once enough
 * copies hold all that.
 *
 * @param events what happened; empty where nothing changes
 * @param sends messages to other actors, kept with the events or not at all
 * @param reply the answer
 * @param standsOnEarlier whether the reply tells of a change that an earlier message made. Then it only goes out when
 *     enough copies hold that earlier change, as for the first time
 */
public record Decision<E, R>(List<E> events, List<Send> sends, R reply, boolean standsOnEarlier) {

    public Decision {
        events = List.copyOf(events);
        sends = List.copyOf(sends);
        Objects.requireNonNull(reply, "a decision needs a reply");
    }

    /** Nothing changes: an answer to a question, or a refusal. */
    public static <E, R> Decision<E, R> reply(R reply) {
        return new Decision<>(List.of(), List.of(), reply, false);
    }

    /** One event, and the answer for when it is kept. */
    public static <E, R> Decision<E, R> event(E event, R reply) {
        return events(List.of(event), reply);
    }

    /** Several events, kept together or not at all, and the answer for when they are kept. */
    public static <E, R> Decision<E, R> events(List<E> events, R reply) {
        return new Decision<>(events, List.of(), reply, false);
    }

    /** The answer that an earlier message was or would have been given: nothing happens a second time. */
    public static <E, R> Decision<E, R> again(R reply) {
        return new Decision<>(List.of(), List.of(), reply, true);
    }

    /** The same, with messages to other actors. */
    public Decision<E, R> sending(List<Send> sends) {
        return new Decision<>(events, sends, reply, standsOnEarlier);
    }

    /** The same, with a message to another actor. */
    public Decision<E, R> sending(Send send) {
        return sending(List.of(send));
    }
}
