package io.stockcluster.actors.engine;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorFailed;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.Overloaded;
import io.stockcluster.actors.QuorumUnavailable;
import io.stockcluster.actors.WriteTimeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends messages to their owners, and says of each failure what is known.
 *
 * <p>An answer that got lost, because the owner or a copy died on the way, leaves it open whether the message was
 * handled. One that may be handled twice is sent again, marked as such, until the ask's limit; for any other that is a
 * {@link WriteTimeout}. A majority or a copy that is missing is often back within a moment, as after a crash, so there
 * too the ask has some patience.
 */
final class Asker {

    /** How long an ask waits for a majority, or for missing copies, to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private final HazelcastInstance instance;
    private final Duration limit;
    private final int maxInFlight;
    private final Semaphore inFlight;

    Asker(HazelcastInstance instance, Duration limit, int maxInFlight) {
        this.instance = instance;
        this.limit = limit;
        this.maxInFlight = maxInFlight;
        this.inFlight = new Semaphore(maxInFlight);
    }

    <M, R> CompletableFuture<R> ask(ActorType<?, M, ?, R> type, ActorId id, M message) {
        if (!inFlight.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new Overloaded("This node has " + maxInFlight + " messages in flight, and takes no more"));
        }
        var asking = new Asking<>(type, id, message);
        asking.start();
        return asking.reply.whenComplete((reply, failure) -> inFlight.release());
    }

    /** One ask with all its tries. */
    private final class Asking<M, R> {
        private final ActorType<?, M, ?, R> type;
        private final ActorId id;
        private final M message;
        private final long startedAt = System.nanoTime();
        private final CompletableFuture<R> reply = new CompletableFuture<>();
        private boolean unknown;
        private long pause = FIRST_PAUSE_MILLIS;

        Asking(ActorType<?, M, ?, R> type, ActorId id, M message) {
            this.type = type;
            this.id = id;
            this.message = message;
        }

        void start() {
            attempt();
            if (!reply.isDone()) {
                CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                        .execute(() -> reply.completeExceptionally(timeout(null)));
            }
        }

        private void attempt() {
            if (reply.isDone()) {
                return;
            }
            try {
                IMap<String, Cell> map = instance.getMap(type.name());
                map.submitToKey(id.key(), new Ask(type.name(), message, unknown))
                        .whenComplete(this::answered);
            } catch (RuntimeException e) {
                answered(null, e);
            }
        }

        private void answered(Object answer, Throwable failure) {
            if (failure != null) {
                failed(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
            } else if (answer instanceof Refused refused) {
                refused(refused);
            } else {
                @SuppressWarnings("unchecked") // the owner's behaviour of this type made it
                R typed = (R) answer;
                reply.complete(typed);
            }
        }

        private void refused(Refused refused) {
            switch (refused.why()) {
                case QUORUM -> {
                    if (unknown) {
                        again(timeout(null), limit);
                    } else {
                        again(new QuorumUnavailable(refused.text()), PATIENCE);
                    }
                }
                case UNKNOWN_TYPE, FAILED -> reply.completeExceptionally(new ActorFailed(refused.text()));
            }
        }

        private void failed(Throwable failure) {
            if (failure instanceof HazelcastClientOfflineException
                    || failure instanceof HazelcastClientNotActiveException
                    || (failure instanceof HazelcastInstanceNotActiveException && !running())) {
                reply.completeExceptionally(
                        unknown
                                ? timeout(failure)
                                : new ActorsUnreachable("No node that hosts actors can be reached", failure));
            } else if (type.behavior().repeatable(message)) {
                unknown = true;
                again(timeout(failure), limit);
            } else {
                reply.completeExceptionally(timeout(failure));
            }
        }

        private boolean running() {
            return instance.getLifecycleService().isRunning();
        }

        private void again(ActorException otherwise, Duration patience) {
            long left = patience.toNanos() - (System.nanoTime() - startedAt);
            long pauseNanos = TimeUnit.MILLISECONDS.toNanos(pause);
            if (left <= pauseNanos) {
                reply.completeExceptionally(otherwise);
                return;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            CompletableFuture.delayedExecutor(pauseNanos, TimeUnit.NANOSECONDS).execute(this::attempt);
        }

        private WriteTimeout timeout(Throwable cause) {
            return new WriteTimeout(
                    "Actor " + id + " did not answer for sure within " + limit.toMillis()
                            + " ms: the message may or may not have been handled",
                    cause);
        }
    }
}
