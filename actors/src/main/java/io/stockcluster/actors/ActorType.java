package io.stockcluster.actors;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * A kind of actor: its name in the cluster, what it does, and how it is replicated.
 *
 * @param name the same on every node and in every version; lower-case letters, digits and dashes
 * @param kind which keys it has
 * @param behavior what it does
 * @param replication how it is kept
 * @param writeTimeout how long an ask may take; where it is empty, as long as {@link ActorSystemConfig#askLimit} says
 * @param maxInFlight asks of one actor under way from one node at a time; more are {@link Overloaded}
 * @param periodic what its actors are told again and again
 * @param merge see {@link #mergedBy}
 */
public record ActorType<S, M, E, R>(
        String name,
        Kind kind,
        Behavior<S, M, E, R> behavior,
        Replication replication,
        Optional<Duration> writeTimeout,
        int maxInFlight,
        Optional<Periodic<M>> periodic,
        Optional<BinaryOperator<S>> merge) {

    /** Which keys a type has. */
    public enum Kind {
        /** Any number of keys, spread over the nodes. */
        SHARDED,
        /** A few keys that the application knows by name. */
        NAMED,
        /** A single actor. */
        SINGLETON
    }

    /**
     * A message that actors of a type get again and again.
     *
     * @param interval the time from one to the next
     * @param message what they get
     * @param keys the actors
     */
    public record Periodic<M>(Duration interval, M message, List<String> keys) {

        /** Below this an interval is mostly the engine's own work. */
        private static final Duration SHORTEST = Duration.ofMillis(10);

        public Periodic {
            Objects.requireNonNull(message, "a periodic message is missing");
            keys = List.copyOf(keys);
            if (interval.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException(
                        "A message every " + interval + " is too often: use " + SHORTEST + " or more");
            }
        }
    }

    /** The key of a singleton. */
    public static final String ONLY = "only";

    /** As many as an actor handles within a fraction of a second. */
    private static final int USUAL_IN_FLIGHT = 2_000;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public ActorType {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(behavior, "behavior");
        Objects.requireNonNull(replication, "replication");
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for an actor type: use up to 63 lower-case"
                    + " letters, digits and dashes, a letter first");
        }
        writeTimeout.filter(timeout -> !timeout.isPositive()).ifPresent(timeout -> {
            throw new IllegalArgumentException(
                    "A write timeout of " + timeout + " is no time to wait: use more than zero");
        });
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight " + maxInFlight + " lets nothing through: use 1 or more");
        }
    }

    private ActorType(String name, Kind kind, Behavior<S, M, E, R> behavior, Replication replication) {
        this(name, kind, behavior, replication, Optional.empty(), USUAL_IN_FLIGHT, Optional.empty(), Optional.empty());
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

    /** The same, asked with a limit of its own: an ask that takes longer is a {@link WriteTimeout}. */
    public ActorType<S, M, E, R> withWriteTimeout(Duration timeout) {
        return new ActorType<>(name, kind, behavior, replication, Optional.of(timeout), maxInFlight, periodic, merge);
    }

    /** The same with another bound on the asks of one actor that are under way from one node. */
    public ActorType<S, M, E, R> withMaxInFlight(int asks) {
        return new ActorType<>(name, kind, behavior, replication, writeTimeout, asks, periodic, merge);
    }

    /**
     * The same, whose actors get a message again and again: the singleton, or the named ones with these keys.
     *
     * <p>The owner sends it, and the next owner after a failover; what it replies goes nowhere. The beats are multiples
     * of the interval on the clock, and each has an id of its own ({@link MessageContext#messageId}), so that a
     * behaviour can tell when two owners sent the same one. While an actor is still busy with a beat, or cannot answer,
     * the beats that fall due are left out. Where {@link Behavior#repeatable} says so, a beat whose outcome got lost is
     * sent again.
     *
     * @param keys of the named actors; none for a singleton
     * @throws IllegalArgumentException the type is sharded, a named one is given no keys, a singleton is given some, or
     *     the interval is under 10 ms
     */
    public ActorType<S, M, E, R> every(Duration interval, M message, String... keys) {
        List<String> actors = switch (kind) {
            case SHARDED ->
                throw new IllegalArgumentException("Actor type '" + name + "' is sharded: only named actors and"
                        + " singletons get a message periodically");
            case NAMED -> List.of(keys);
            case SINGLETON -> List.of(ONLY);
        };
        if (actors.isEmpty()) {
            throw new IllegalArgumentException(
                    "Actor type '" + name + "' has no key for its periodic message: name those that get it");
        }
        if (kind == Kind.SINGLETON && keys.length > 0) {
            throw new IllegalArgumentException("Actor type '" + name + "' is a singleton: it has no keys such as '"
                    + keys[0] + "' for its periodic message");
        }
        return new ActorType<>(
                name,
                kind,
                behavior,
                replication,
                writeTimeout,
                maxInFlight,
                Optional.of(new Periodic<>(interval, message, actors)),
                merge);
    }

    /**
     * The same, which knows what to make of an actor that was written on both sides of a split cluster: the union of
     * the two, so that no acknowledged write is lost.
     *
     * <p>The function gets the larger side's state first. It must find every write of both sides once, those from
     * before the split among them, which both have: for that writes need ids. Without one, the actor of the side that
     * went on is kept and the other's is given up. An owner answers only while it is in touch with the majority, so
     * this matters for what was acknowledged before a cut-off node noticed: most of all for {@link
     * Consistency#eventual()}, and for clusters of more hosts than an actor has copies, where those that an answer
     * waited for may be cut off together.
     */
    public ActorType<S, M, E, R> mergedBy(BinaryOperator<S> union) {
        return new ActorType<>(
                name, kind, behavior, replication, writeTimeout, maxInFlight, periodic, Optional.of(union));
    }
}
