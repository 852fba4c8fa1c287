package io.stockcluster.actors;

import java.util.Objects;

/**
 * A message from one actor to another, as part of a {@link Decision}. It is kept with the sender's state and handled by
 * its receiver exactly once, whatever dies in between; messages from one sender to one receiver keep their order. Its
 * reply goes nowhere.
 *
 * @param to who is to have it
 * @param message as the receiver's behaviour takes it
 */
public record Send(ActorId to, Object message) {

    public Send {
        Objects.requireNonNull(to, "a message to send needs a receiver");
        Objects.requireNonNull(message, "a message to send is missing");
    }

    /** To the actor of that type and key. */
    public static Send to(String type, String key, Object message) {
        return new Send(new ActorId(type, key), message);
    }
}
