package io.stockcluster.actors;

import java.time.Instant;
import java.util.Objects;

/**
 * What a behaviour may know beside its state and the message.
 *
 * @param actor whom the message is for
 * @param now the owner's clock as the message is handled
 * @param messageId what the message is known by. It stays the same however often the engine sends one ask, one message
 *     between actors, or one periodic beat; a behaviour that keeps it, as in a {@link RequestLog}, can tell a repetition.
 *     Two asks of the application have two ids, unless it gives one by {@link ActorRef#identifiedBy}
 * @param version the oldest {@linkplain Behavior#version version} of the behaviour that any host of the cluster runs:
 *     events of a newer one would not be understood everywhere
 */
public record MessageContext(ActorId actor, Instant now, String messageId, int version) {

    public MessageContext {
        Objects.requireNonNull(actor, "a message is for an actor");
        Objects.requireNonNull(now, "a message is handled at some time");
        Objects.requireNonNull(messageId, "a message has an id");
    }

    /** For tests of a behaviour: a message whose id does not matter, where every host runs the newest version. */
    public MessageContext(ActorId actor, Instant now) {
        this(actor, now, "message", Integer.MAX_VALUE);
    }
}
