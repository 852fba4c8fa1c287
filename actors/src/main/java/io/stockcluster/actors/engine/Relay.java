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

    /** The pause after a round that did not get everything through doubles, up to this. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** How long after a change of the cluster shards may still change owners unseen. */
    private static final Duration UNSETTLED = Duration.ofSeconds(6);

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    /** How often messages that were put aside are tried again: a version that can handle them may run by now. */
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(15);

    private static final int ROUNDS_AT_A_TIME = 32;

    /**
     * When an actor is due.
     *
     * @param at the earliest time
     * @param pause how long it waits for the next round, if this one does not get everything through
     */
    private record Due(long at, Duration pause) {
        static Due first() {
            return new Due(System.nanoTime() + GRACE.toNanos(), GRACE);
        }

        Due sooner(Due other) {
            return at - other.at > 0 ? new Due(other.at, pause) : this;
        }

        Due next() {
            var longer = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            return new Due(System.nanoTime() + pause.toNanos(), longer);
        }
    }

    private final HazelcastInstance instance;
    private final Collection<String> types;
    private final Postman postman;

    /** Actors that have sent something. */
    private final Map<ActorId, Due> waiting = new ConcurrentHashMap<>();

    private final Aside aside = new Aside();

    private final Semaphore rounds = new Semaphore(ROUNDS_AT_A_TIME);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("actors-relay").daemon().factory());
    private final ScheduledFuture<?> ticking;
    private volatile long changedAt = System.nanoTime();
    private long lookedAt = System.nanoTime();
    private long retriedAt = System.nanoTime();

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
        waiting.merge(id, Due.first(), Due::sooner);
    }

    /** So many messages that actor, whose owner this is, has put aside. Called by shards' threads, too. */
    void hasParked(ActorId id, int messages) {
        aside.has(id, messages);
    }

    /** How many messages this host's actors have put aside. */
    int parked() {
        return aside.messages();
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            // Until it has looked at a time when all is settled, also where this host stood still meanwhile.
            if (lookedAt - changedAt < UNSETTLED.toNanos() && now - lookedAt > LOOK_INTERVAL.toNanos()) {
                lookedAt = now;
                look();
            }
            if (now - retriedAt > RETRY_INTERVAL.toNanos()) {
                retriedAt = now;
                aside.actors().forEach(this::retry);
            }
            waiting.forEach((id, due) -> {
                if (now - due.at() > 0 && rounds.tryAcquire()) {
                    waiting.remove(id);
                    Thread.startVirtualThread(() -> round(id, due));
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
        aside.retain(new Own(instance)::owns);
    }

    private void round(ActorId id, Due due) {
        try {
            Post.Pending pending = postman.pending(id);
            aside.has(id, pending.parked());
            postman.deliver(id, pending.sent());
        } catch (ActorException | CompletionException e) {
            LOG.log(Level.DEBUG, "Some messages of actor " + id + " have not arrived yet", e);
            waiting.put(id, due.next());
        } finally {
            rounds.release();
        }
    }

    private void retry(ActorId id) {
        Thread.startVirtualThread(() -> {
            try {
                postman.unpark(id);
            } catch (ActorException | CompletionException e) {
                LOG.log(Level.DEBUG, "Actor " + id + " could not be asked to try again what it put aside", e);
            }
        });
    }

    @Override
    public void close() {
        ticking.cancel(false);
        timer.shutdownNow();
    }
}
