package io.stockcluster.actors;

/**
 * Whom a node's part of the cluster tells what it does, for metrics, logs and traces.
 *
 * <p>A piece of work carries a short text along, its context, from which it can be told under what it was done: that of
 * an ask goes to the owner with the message, the owner's to the copies, and to whatever other actors are sent with that
 * decision. The engine never reads it. A W3C {@code traceparent} is what it is made for.
 *
 * <p>All this is called where messages are handled: it must be quick, never wait, and never throw.
 */
public interface Observer {

    /** Hears of everything and cares for nothing. */
    Observer NONE = (work, actor, context) -> Observation.NONE;

    /** What is done with an actor. */
    enum Work {
        /** A node asks it. Ends on another thread than it began on. */
        ASK,
        /** Its owner handles what a node asked, on the shard's thread. */
        MESSAGE,
        /** Its owner handles what another actor sent it, on the shard's thread. */
        SEND,
        /** A node that holds a copy follows the owner, on the shard's thread. */
        COPY
    }

    /** How it ended. */
    enum Outcome {
        /** An ask: the reply is there, and as many copies hold it as must. */
        ANSWERED,
        /** The actor, or its copy, has a new state. */
        CHANGED,
        /** The actor, or its copy, is as it was. */
        UNCHANGED,
        /** Too few nodes or copies: nothing happened. */
        QUORUM_UNAVAILABLE,
        /** An ask: no node that hosts actors can be reached. */
        UNREACHABLE,
        /** An ask: this node has too many under way. */
        OVERLOADED,
        /** An ask: it may have happened, or not. */
        TIMED_OUT,
        /** The behaviour failed, or the copy does not follow: nothing happened. */
        FAILED
    }

    /**
     * A piece of work begins.
     *
     * @param context that of the work which led to this; empty where there is none, and for an ask, whose context is that
     *     of the thread that asks
     */
    Observation begin(Work work, ActorId actor, String context);

    /**
     * An ask of this node had its owner's answer, and then waited for copies to hold the change. Only a node that hosts no
     * actors can tell.
     */
    default void waitedForCopies(String type, long nanos) {}

    /** A piece of work under way. */
    @FunctionalInterface
    interface Observation {

        /** Nothing. */
        Observation NONE = outcome -> {};

        /** What goes along with everything that this leads to; empty for nothing. */
        default String context() {
            return "";
        }

        /** It is over. */
        void end(Outcome outcome);
    }
}
