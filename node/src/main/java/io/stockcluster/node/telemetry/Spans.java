package io.stockcluster.node.telemetry;

import java.util.List;
import java.util.Optional;

/** The spans of traces: begun, carried from one piece of work to what it leads to, and ended. */
interface Spans extends AutoCloseable {

    /** Where a span's work is asked for, and where it is done. */
    enum Kind {
        SERVER,
        CLIENT
    }

    /** A request's: in the caller's trace, as these headers name it, or in a new one. */
    Span request(String method, Optional<String> traceparent, List<String> tracestate);

    /**
     * One that another led to.
     *
     * @param parent that one's {@linkplain Span#context context}; empty where there is none
     */
    Span begin(String name, Kind kind, String parent);

    @Override
    void close();

    /** Without a collector: a request is known by its trace in log lines and by those who are called, and that is all. */
    Spans UNRECORDED = new Spans() {

        @Override
        public Span request(String method, Optional<String> traceparent, List<String> tracestate) {
            return new Span.Carried(Trace.of(traceparent, tracestate)
                    .map(Trace::next)
                    .orElseGet(Trace::fresh)
                    .context());
        }

        @Override
        public Span begin(String name, Kind kind, String parent) {
            return new Span.Carried(parent);
        }

        @Override
        public void close() {
            // There is nothing to send.
        }
    };
}
