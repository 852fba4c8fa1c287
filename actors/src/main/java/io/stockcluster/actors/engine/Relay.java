package io.stockcluster.actors.engine;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Delivers on the owner's side what askers did not see through: those that do not wait for it, and those that died.
 *
 * <p>It knows which of its own actors have sent something from the messages that made them do so. What it came to own
 * otherwise, by a move or another owner's death, it finds by looking through its shards whenever the cluster changed.
 */
final class Relay implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Relay.class.getName());

    /** What askers deliver themselves is mostly gone after this. */
    private static final Duration GRACE = Duration.ofMillis(700);

    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** How long after a change of the cluster shards may still change owners unseen. */
    private static final Duration UNSETTLED = Duration.ofSeconds(6);

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private static final int ROUNDS_AT_A_TIME = 32;

    private final HazelcastInstance instance;
    private final Collection<String> types;
    private final Postman postman;

    /** Actors that have sent something, with the time since when that waits. */
    private final Map<ActorId, Long> waiting = new ConcurrentHashMap<>();

    private final Semaphore rounds = new Semaphore(ROUNDS_AT_A_TIME);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("actors-relay").daemon().factory());
    private final ScheduledFuture<?> ticking;
    private volatile long changedAt = System.nanoTime();
    private long lookedAt = System.nanoTime();

    Relay(HazelcastInstance instance, Collection<String> types, Postman postman) {
        this.instance = instance;
        this.types = types;
        this.postman = postman;
        instance.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                changedAt = System.nanoTime();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                changedAt = System.nanoTime();
            }
        });
        instance.getPartitionService().addMigrationListener(new Moves(() -> changedAt = System.nanoTime()));
        ticking = timer.scheduleWithFixedDelay(
                this::tick, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** That actor, whose owner this is, has sent something. Called by shards' threads: it must be quick. */
    void hasSent(ActorId id) {
        waiting.putIfAbsent(id, System.nanoTime());
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            if (now - changedAt < UNSETTLED.toNanos() && now - lookedAt > LOOK_INTERVAL.toNanos()) {
                lookedAt = now;
                look();
            }
            waiting.forEach((id, since) -> {
                if (now - since > GRACE.toNanos() && rounds.tryAcquire()) {
                    waiting.remove(id);
                    Thread.startVirtualThread(() -> round(id));
                }
            });
        } catch (RuntimeException e) {
            // Thrown on, it would end the ticking for good.
            LOG.log(Level.WARNING, "The relay will look again for messages to deliver", e);
        }
    }

    private void look() {
        for (String type : types) {
            IMap<String, Cell> actors = instance.getMap(type);
            for (String key : actors.localKeySet(new HasSent())) {
                hasSent(new ActorId(type, key));
            }
        }
    }

    private void round(ActorId id) {
        try {
            postman.deliver(id, postman.pending(id));
        } catch (ActorException | CompletionException e) {
            LOG.log(Level.DEBUG, "Some messages of actor " + id + " have not arrived yet", e);
            hasSent(id);
        } finally {
            rounds.release();
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
        timer.shutdownNow();
    }
}
