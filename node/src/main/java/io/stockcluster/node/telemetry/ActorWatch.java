package io.stockcluster.node.telemetry;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Observer;
import io.stockcluster.node.logging.LogContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Counts, logs and traces what is done with actors. Most of it happens on shards' threads: each microsecond counts. */
final class ActorWatch implements Observer {

    private static final Logger LOG = System.getLogger(ActorWatch.class.getName());

    private static final long SLOW_NANOS = 1_000_000_000;

    /** For copies, of which each change has some: looking at the clock would be half of what it takes to count one. */
    private static final long NOT_TIMED = -1;

    private static final Map<Outcome, String> LABELS = Arrays.stream(Outcome.values())
            .collect(Collectors.toMap(
                    outcome -> outcome, Meters::label, (one, other) -> one, () -> new EnumMap<>(Outcome.class)));

    private final Spans spans;
    private final Meters meters;
    private final Map<String, ActorMeters> byType = new ConcurrentHashMap<>();

    ActorWatch(Spans spans, Meters meters) {
        this.spans = spans;
        this.meters = meters;
    }

    @Override
    public Observation begin(Work work, ActorId actor, String context) {
        ActorMeters type = of(actor.type());
        return work == Work.ASK
                ? new Asking(
                        type,
                        actor,
                        begun(work, type, actor, LogContext.current().trace()))
                : new Handling(work, type, actor, begun(work, type, actor, context));
    }

    @Override
    public void waitedForCopies(String type, long nanos) {
        of(type).waited(nanos);
    }

    /** Looked up first: nearly always that is all. */
    private ActorMeters of(String type) {
        ActorMeters known = byType.get(type);
        return known == null ? byType.computeIfAbsent(type, name -> new ActorMeters(meters, name)) : known;
    }

    private Span begun(Work work, ActorMeters type, ActorId actor, String parent) {
        Span span = spans.begin(type.span(work), work == Work.ASK ? Spans.Kind.CLIENT : Spans.Kind.SERVER, parent);
        span.attribute("actor.type", actor.type());
        span.attribute("actor.key", actor.key());
        return span;
    }

    private static boolean failed(Outcome outcome) {
        return outcome != Outcome.ANSWERED && outcome != Outcome.CHANGED && outcome != Outcome.UNCHANGED;
    }

    /** What this node waits for. It ends on another thread, so that no line of the log can belong to it. */
    private static final class Asking implements Observation {
        private final ActorMeters type;
        private final ActorId actor;
        private final Span span;
        private final long startedAt = System.nanoTime();

        Asking(ActorMeters type, ActorId actor, Span span) {
            this.type = type;
            this.actor = actor;
            this.span = span;
        }

        @Override
        public String context() {
            return span.context();
        }

        @Override
        public void end(Outcome outcome) {
            long nanos = System.nanoTime() - startedAt;
            type.ended(Work.ASK, outcome, nanos);
            span.end(failed(outcome));
            if (nanos > SLOW_NANOS) {
                new LogContext(span.context(), actor).run(() -> log(Level.INFO, Work.ASK, outcome, nanos));
            }
        }
    }

    /** What this node does itself, on one thread: its lines of the log belong to it. */
    private static final class Handling implements Observation {
        private final Work work;
        private final ActorMeters type;
        private final Span span;
        private final String context;
        private final LogContext before;
        private final long startedAt;

        Handling(Work work, ActorMeters type, ActorId actor, Span span) {
            this.work = work;
            this.type = type;
            this.span = span;
            this.context = span.context();
            this.before = new LogContext(context, actor).enter();
            this.startedAt = work == Work.COPY ? NOT_TIMED : System.nanoTime();
        }

        @Override
        public String context() {
            return context;
        }

        @Override
        public void end(Outcome outcome) {
            long nanos = work == Work.COPY ? NOT_TIMED : System.nanoTime() - startedAt;
            type.ended(work, outcome, nanos);
            span.attribute("outcome", LABELS.get(outcome));
            span.end(failed(outcome));
            log(nanos > SLOW_NANOS ? Level.INFO : Level.DEBUG, work, outcome, nanos);
            before.enter();
        }
    }

    private static void log(Level level, Work work, Outcome outcome, long nanos) {
        if (LOG.isLoggable(level)) {
            String took = nanos == NOT_TIMED ? "" : " in %d µs".formatted(nanos / 1_000);
            LOG.log(level, () -> "%s %s%s".formatted(what(work), LABELS.get(outcome), took));
        }
    }

    private static String what(Work work) {
        return switch (work) {
            case ASK -> "ask";
            case MESSAGE -> "message";
            case SEND -> "message of an actor";
            case COPY -> "copy";
        };
    }
}
