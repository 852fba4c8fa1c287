package io.stockcluster.actors;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A kind of actor: its name in the cluster, what it does, and how it is replicated.
 *
 * @param name the same on every node and in every version; lower-case letters, digits and dashes
 * @param kind which keys it has
 * @param behavior what it does
 * @param replication how it is kept
 */
public record ActorType<S, M, E, R>(String name, Kind kind, Behavior<S, M, E, R> behavior, Replication replication) {

    /** Which keys a type has. */
    public enum Kind {
        /** Any number of keys, spread over the nodes. */
        SHARDED,
        /** A few keys that the application knows by name. */
        NAMED,
        /** A single actor. */
        SINGLETON
    }

    /** The key of a singleton. */
    static final String ONLY = "only";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public ActorType {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(behavior, "behavior");
        Objects.requireNonNull(replication, "replication");
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for an actor type: use up to 63 lower-case"
                    + " letters, digits and dashes, a letter first");
        }
    }

    /** An actor for each key, spread over the nodes. */
    public static <S, M, E, R> ActorType<S, M, E, R> sharded(
            String name, Behavior<S, M, E, R> behavior, Replication replication) {
        return new ActorType<>(name, Kind.SHARDED, behavior, replication);
    }

    /** A few actors that are known by name. */
    public static <S, M, E, R> ActorType<S, M, E, R> named(
            String name, Behavior<S, M, E, R> behavior, Replication replication) {
        return new ActorType<>(name, Kind.NAMED, behavior, replication);
    }

    /** One actor in the whole cluster. */
    public static <S, M, E, R> ActorType<S, M, E, R> singleton(
            String name, Behavior<S, M, E, R> behavior, Replication replication) {
        return new ActorType<>(name, Kind.SINGLETON, behavior, replication);
    }
}
