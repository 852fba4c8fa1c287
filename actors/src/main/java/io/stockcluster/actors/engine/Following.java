package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.MigrationLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Keeps a node's log of moves: leads it, where this is the oldest host, and follows the one that does elsewhere. */
final class Following implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Logger LOG = System.getLogger(Following.class.getName());

    private final HazelcastInstance instance;
    private final Optional<Host> host;
    private final Inquiries inquiries;
    private final MoveLog log;
    private final ScheduledFuture<?> ticking;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("actors-moves").daemon().factory());

    /** Whether nothing moved at the last look, either. A plan that broke off pauses before the next one. */
    private boolean still;

    private volatile Map<String, ClusterView.State> idle = Map.of();

    private volatile int expected;

    /**
     * Starts.
     *
     * @param host of a node that hosts actors
     */
    Following(HazelcastInstance instance, Optional<Host> host, Inquiries inquiries, MoveLog log) {
        this.instance = instance;
        this.host = host;
        this.inquiries = inquiries;
        this.log = log;
        // A host is not there before it knows what moves; an asker may have nobody to ask yet.
        if (host.isPresent()) {
            tick();
        }
        ticking = timer.scheduleWithFixedDelay(this::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            if (!instance.getLifecycleService().isRunning()) {
                return;
            }
            if (host.filter(h -> h.engine().getClusterService().isMaster()).isPresent()) {
                lead(host.get().engine());
            } else {
                inquiries.moved(log).filter(news -> !news.leader().isEmpty()).ifPresent(this::follow);
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the ticking for good. A client without any host comes here, too.
            LOG.log(Level.DEBUG, "The log of moves is not up to date", e);
        }
    }

    private void follow(MoveLog.News news) {
        log.follow(news);
        idle = news.idle();
        expect(news.expected());
    }

    /** So many hosts make up the cluster; 0 where nobody says. */
    void expect(int hosts) {
        if (hosts > 0) {
            expected = hosts;
        }
    }

    /** As the host that leads has told last; 0 where none has. */
    int expected() {
        return expected;
    }

    /** What that host does, as the one that leads has told. */
    ClusterView.State told(String id) {
        return idle.getOrDefault(id, ClusterView.State.ACTIVE);
    }

    private void lead(NodeEngine engine) {
        log.lead(self(engine), Instant.now());
        var shards = (InternalPartitionService) engine.getPartitionService();
        boolean moving = shards.getMigrationQueueSize() > 0 || shards.hasOnGoingMigrationLocal();
        if (!moving && still) {
            log.settled(Instant.now());
        }
        still = !moving;
    }

    private static String self(NodeEngine engine) {
        return engine.getLocalMember().getUuid().toString();
    }

    Optional<MigrationLog> migrations() {
        return log.view(host.map(h -> self(h.engine())).orElse(""), Instant.now());
    }

    /** Whether moves remain that are planned. */
    boolean remaining() {
        return log.remaining() > 0;
    }

    @Override
    public void close() {
        ticking.cancel(false);
        timer.shutdownNow();
    }
}
