package io.stockcluster.node.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.Load;
import io.stockcluster.actors.MigrationLog;
import io.stockcluster.actors.Move;
import io.stockcluster.actors.Move.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What has moved to this node, what failed to move anywhere while this node led the moves, and what it owns.
 *
 * <p>The log of moves is followed as it grows, whether or not anybody reads the metrics: it keeps the last 1,000 moves,
 * which are soon over where shards are small.
 */
final class MoveMeters implements AutoCloseable {

    private static final Logger LOG = System.getLogger(MoveMeters.class.getName());

    /** As often as nodes hear from the one that leads the moves. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Instant BORN =
            ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);

    private final ActorSystem system;
    private final FreshMoves fresh;
    private final Counter done;
    private final Counter failed;
    private final Timer took;
    private final Counter bytes;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("move-meters").daemon().factory());
    private final ScheduledFuture<?> following;
    private volatile Map<String, Load> owned;

    /** On a node that hosts actors. */
    MoveMeters(ActorSystem system, String node, Meters meters) {
        this.system = system;
        this.fresh = new FreshMoves(node, BORN);
        String what = "Copies of shards: done are those that came to this node, failed those that broke off anywhere"
                + " while it led the moves";
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
        StoreMeters.register(meters, owned.keySet());
        this.following = timer.scheduleWithFixedDelay(this::follow, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Before somebody reads. */
    void refresh() {
        owned = system.owned();
        count();
    }

    private void follow() {
        try {
            count();
        } catch (RuntimeException e) {
            // Thrown on, it would end the following for good. A system that stops comes here, too.
            LOG.log(Level.DEBUG, "Moves of shards are counted a moment later", e);
        }
    }

    private synchronized void count() {
        ClusterView view = system.view();
        boolean leads = view.oldest().isPresent() && view.oldest().equals(view.id());
        List<Move> log = system.migrations().map(MigrationLog::moves).orElse(List.of());
        fresh.of(log, leads, Instant.now()).forEach(this::count);
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

    @Override
    public void close() {
        following.cancel(false);
        timer.shutdownNow();
    }
}
