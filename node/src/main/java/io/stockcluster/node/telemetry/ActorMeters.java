package io.stockcluster.node.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.stockcluster.actors.Observer.Outcome;
import io.stockcluster.actors.Observer.Work;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What is counted of one type of actors, and what its spans are called. */
final class ActorMeters {

    private static final List<Outcome> OF_MESSAGES =
            List.of(Outcome.CHANGED, Outcome.UNCHANGED, Outcome.QUORUM_UNAVAILABLE, Outcome.FAILED);

    private final Meters meters;
    private final String type;
    private final Map<Outcome, Counter> messages;
    private final Map<Outcome, Counter> copies;
    private final Timer message;
    private final Timer waits;
    private final Map<Outcome, Timer> asks = new ConcurrentHashMap<>();
    private final Map<Work, String> names;

    ActorMeters(Meters meters, String type) {
        this.meters = meters;
        this.type = type;
        this.messages = counters("stock.actor.messages", "Messages that this node handled as their actors' owner");
        this.copies = counters("stock.actor.copies", "Changes that this node was to follow as the holder of a copy");
        this.message = meters.timer(
                "stock.actor.message", "How long a message occupied its shard's thread, on the owner", "type", type);
        this.waits = meters.timer(
                "stock.actor.replication.wait",
                "How long an answer that was there waited for copies to hold the change, on nodes that host no actors",
                "type",
                type);
        this.names = Map.of(
                Work.ASK, "ask " + type,
                Work.MESSAGE, "message " + type,
                Work.SEND, "send " + type,
                Work.COPY, "copy " + type);
    }

    /** All from the start: what has not happened yet is 0, and can be told from what is unknown. */
    private Map<Outcome, Counter> counters(String name, String what) {
        return OF_MESSAGES.stream()
                .collect(Collectors.toMap(
                        outcome -> outcome,
                        outcome -> meters.counter(name, what, "type", type, "outcome", Meters.label(outcome))));
    }

    String span(Work work) {
        return names.get(work);
    }

    void ended(Work work, Outcome outcome, long nanos) {
        switch (work) {
            case ASK -> asks.computeIfAbsent(outcome, this::ask).record(nanos, TimeUnit.NANOSECONDS);
            case MESSAGE, SEND -> {
                messages.get(outcome).increment();
                message.record(nanos, TimeUnit.NANOSECONDS);
            }
            case COPY -> copies.get(outcome).increment();
        }
    }

    void waited(long nanos) {
        waits.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer ask(Outcome outcome) {
        return meters.timer(
                "stock.routing",
                "How long an actor took to answer this node, the way there and back and the copies included",
                "type",
                type,
                "outcome",
                Meters.label(outcome));
    }
}
