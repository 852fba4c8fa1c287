package io.stockcluster.node.locations;

import java.util.Map;

/** Whom the client of a Location API tells of each attempt to ask it. */
public interface CallObserver {

    /** Cares for nothing. */
    CallObserver NONE = () -> outcome -> {};

    /** How an attempt ended. */
    enum Outcome {
        /** 2xx: there is an answer. */
        FOUND,
        /** 404: the location is not known there. */
        UNKNOWN,
        /** Another status. */
        FAULTY,
        /** No answer in time. */
        LATE,
        /** No connection, or one that broke. */
        UNREACHABLE
    }

    /** An attempt begins, on the thread that it ends on. */
    Observation begin();

    /** An attempt under way. */
    @FunctionalInterface
    interface Observation {

        /** What the request carries along, such as the trace it belongs to. */
        default Map<String, String> headers() {
            return Map.of();
        }

        /** It is over. */
        void end(Outcome outcome);
    }
}
