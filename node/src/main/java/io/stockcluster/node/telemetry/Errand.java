package io.stockcluster.node.telemetry;

import io.stockcluster.node.logging.LogContext;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.RequestObserver;
import java.util.Optional;

/** A request that is known by its trace alone. */
record Errand(Span span) implements RequestObserver.Observation {

    @Override
    public LogContext context() {
        return new LogContext(span.context(), "");
    }

    @Override
    public void end(Optional<String> route, Answer answer) {
        // Nobody counts it.
    }
}
