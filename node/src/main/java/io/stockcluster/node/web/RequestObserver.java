package io.stockcluster.node.web;

import io.stockcluster.node.logging.LogContext;
import java.util.List;
import java.util.Optional;

/** Whom a listener tells of each request. */
public interface RequestObserver {

    /** Cares for nothing, and has requests belong to nothing. */
    RequestObserver NONE = (method, traceparent, tracestate) -> (route, answer) -> {};

    /**
     * A request begins, on the thread that it ends on.
     *
     * @param traceparent what the caller says of the trace that it belongs to, as it came
     * @param tracestate what tools of tracing say of it beside that, as it came: each header of this name
     */
    Observation begin(String method, Optional<String> traceparent, List<String> tracestate);

    /** A request that is being answered. */
    @FunctionalInterface
    interface Observation {

        /** What its log lines have in common, and what it leads to belongs to. */
        default LogContext context() {
            return LogContext.current();
        }

        /**
         * It has been answered.
         *
         * @param route the path with the names of what stands for any text; empty where no route led there
         */
        void end(Optional<String> route, Answer answer);
    }
}
