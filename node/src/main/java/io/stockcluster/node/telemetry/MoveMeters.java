package io.stockcluster.node.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.Load;
import io.stockcluster.actors.Move;
import io.stockcluster.actors.Move.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has moved to this node, and what it owns. Each move is counted once, by the node that receives it, when somebody
 * reads the metrics: the log keeps more moves than come between two looks.
 */
final class MoveMeters {

    /** A move as such: the same one is found at each look, until the log has forgotten it. */
    private record Seen(int shard, int copy, Instant startedAt) {}

    /** What moved before went to an earlier process of this name. */
    private static final Instant BORN =
            ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);

    private static final Duration AFTERWARDS = Duration.ofMinutes(1);

    private final ActorSystem system;
    private final String node;
    private final Counter done;
    private final Counter failed;
    private final Timer took;
    private final Counter bytes;
    private Set<Seen> counted = Set.of();
    private volatile Map<String, Load> owned;

    MoveMeters(ActorSystem system, String node, Meters meters) {
        this.system = system;
        this.node = node;
        String what = "Copies of shards that came to this node, or were to";
        this.done = meters.counter("stock.migrations", what, "outcome", "done");
        this.failed = meters.counter("stock.migrations", what, "outcome", "failed");
        this.took = meters.timer("stock.migration", "How long a copy of a shard took to come to this node");
        this.bytes = meters.counter(
                "stock.migration.bytes", "What came with them, reckoned from some of the actors in them");
        this.owned = system.owned();
        for (String type : owned.keySet()) {
            meters.gauge(
                    "stock.actors.loaded",
                    "Actors in memory that this node owns",
                    () -> owned.getOrDefault(type, Load.NOTHING).actors(),
                    "type",
                    type);
        }
    }

    synchronized void refresh() {
        owned = system.owned();
        Map<Seen, Move> over = system.migrations().stream()
                .flatMap(log -> log.moves().stream())
                .filter(move -> move.to().equals(node) && known(move))
                .filter(move -> move.startedAt().orElseThrow().isAfter(BORN))
                .collect(Collectors.toMap(
                        move -> new Seen(
                                move.shard(), move.copy(), move.startedAt().get()),
                        move -> move,
                        (one, same) -> one));
        Set<Seen> fresh = new HashSet<>(over.keySet());
        fresh.removeAll(counted);
        fresh.forEach(seen -> count(over.get(seen)));
        counted = over.keySet();
    }

    /** What came with a move may be told a moment after its end. */
    private static boolean known(Move move) {
        boolean old = move.startedAt()
                .filter(start -> start.isBefore(Instant.now().minus(AFTERWARDS)))
                .isPresent();
        return move.over() && move.startedAt().isPresent() && (move.load().isPresent() || old);
    }

    private void count(Move move) {
        if (move.status() == Status.FAILED) {
            failed.increment();
            return;
        }
        done.increment();
        move.took().ifPresent(took::record);
        move.load().ifPresent(load -> bytes.increment((double) load.bytes()));
    }
}
