package io.stockcluster.actors.engine;

/**
 * What the owner answers where it handles no message. It travels as a value: Hazelcast would send an exception by Java
 * serialization, and would try again by itself for some.
 */
record Refused(Why why, String text) {

    enum Why {
        /** Too few nodes or copies: nothing happened. */
        QUORUM,
        /** The same, and what is missing is on its way: there are nodes enough. */
        NOT_YET,
        /** The owner does not know the actor type: nothing happened. */
        UNKNOWN_TYPE,
        /** The behaviour threw: nothing happened. */
        FAILED
    }
}
