package io.stockcluster.actors;

import java.util.Objects;

/**
 * Which actor: its type's name, and its key within the type.
 *
 * @param type the name of the {@link ActorType}
 * @param key any text that is not empty
 */
public record ActorId(String type, String key) {

    public ActorId {
        Objects.requireNonNull(type, "an actor's type is missing");
        if (key == null || key.isEmpty()) {
            throw new IllegalArgumentException("An actor of type '" + type + "' needs a key that is not empty");
        }
    }

    @Override
    public String toString() {
        return type + "/" + key;
    }
}
