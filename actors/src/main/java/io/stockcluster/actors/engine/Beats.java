package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Sends periodic messages to those of their actors that this host owns.
 *
 * <p>Every host has the same beats, the multiples of the interval on the clock, and at each asks itself whether it is
 * the owner. So nothing has to be handed over: whoever owns the actor at the next beat sends it. A beat's number is the
 * message's id, by which a behaviour knows it again where two hosts thought so at once.
 */
final class Beats implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Beats.class.getName());

    private final Own own;
    private final Tries tries;
    private final List<Beat<?>> beats;

    /** Actors that have not answered to a beat yet. */
    private final Set<ActorId> busy = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("actors-beats").daemon().factory());

    Beats(HazelcastInstance instance, Collection<ActorType<?, ?, ?, ?>> types, Tries tries) {
        this.own = new Own(instance);
        this.tries = tries;
        this.beats = types.stream().flatMap(this::beat).toList();
        beats.forEach(Beat::awaitNext);
    }

    private <M> Stream<Beat<?>> beat(ActorType<?, M, ?, ?> type) {
        return type.periodic().stream().map(periodic -> new Beat<>(type, periodic));
    }

    /** What one type is told. */
    private final class Beat<M> {

        private final ActorType<?, M, ?, ?> type;
        private final ActorType.Periodic<M> periodic;
        private final long millis;
        private volatile ScheduledFuture<?> next;

        Beat(ActorType<?, M, ?, ?> type, ActorType.Periodic<M> periodic) {
            this.type = type;
            this.periodic = periodic;
            this.millis = periodic.interval().toMillis();
        }

        void awaitNext() {
            long now = System.currentTimeMillis();
            long number = now / millis + 1;
            next = timer.schedule(() -> due(number), number * millis - now, TimeUnit.MILLISECONDS);
        }

        private void due(long number) {
            try {
                for (String key : periodic.keys()) {
                    var id = new ActorId(type.name(), key);
                    if (own.owns(id) && busy.add(id)) {
                        Thread.startVirtualThread(() -> send(id, number));
                    }
                }
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A beat of actor type '" + type.name() + "' is left out", e);
            }
            if (!timer.isShutdown()) {
                awaitNext();
            }
        }

        private void send(ActorId id, long number) {
            M message = periodic.message();
            try {
                tries.send(new Outgoing(
                        id,
                        message,
                        "beat-" + number,
                        type.behavior().repeatable(message),
                        false,
                        type.writeTimeout().orElseGet(tries::limit),
                        ""));
            } catch (ActorException e) {
                LOG.log(Level.WARNING, "Beat " + number + " of actor " + id + " may not have been handled", e);
            } finally {
                busy.remove(id);
            }
        }
    }

    @Override
    public void close() {
        beats.forEach(beat -> beat.next.cancel(false));
        timer.shutdownNow();
    }
}
