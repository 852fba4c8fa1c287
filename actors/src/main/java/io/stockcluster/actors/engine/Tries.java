package io.stockcluster.actors.engine;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorFailed;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.QuorumUnavailable;
import io.stockcluster.actors.WriteTimeout;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends messages to their owners, as often as it takes and is harmless, and says of each failure what is known.
 *
 * <p>An answer that got lost, because the owner or a copy died on the way, leaves it open whether the message was
 * handled. One that may be handled twice is sent again, marked as such, until the limit; for any other that is a {@link
 * WriteTimeout}. A majority or a copy that is missing is often back within a moment, as after a crash, so there too is
 * some patience.
 */
final class Tries {

    private static final Logger LOG = System.getLogger(Tries.class.getName());

    /** How long a message waits for a majority, or for missing copies, to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private final HazelcastInstance instance;
    private final Duration limit;
    private final Holding holding;

    /** Where answers are read. By default Hazelcast starts a thread for each, where a machine has few processors. */
    private final Executor opening;

    /**
     * @param opening where answers are read: an asker may have to ask what fields a class has that it has not met, and
     *     must not wait for that on the thread which brings the answer
     */
    Tries(HazelcastInstance instance, Duration limit, Executor opening) {
        this.instance = instance;
        this.limit = limit;
        this.holding = new Holding(instance);
        this.opening = opening;
    }

    Duration limit() {
        return limit;
    }

    /** The engine's own messages, which may all be handled twice. */
    CompletionStage<Object> post(ActorId id, Post message) {
        return send(
                id,
                message,
                true,
                false,
                message instanceof Post.Deliver deliver ? deliver.sent().context() : "");
    }

    /**
     * Whatever the owner answers, or an {@link ActorException}.
     *
     * @param context what goes along, see {@link io.stockcluster.actors.Observer}
     */
    CompletionStage<Object> send(ActorId id, Object message, boolean repeatable, boolean settle, String context) {
        var sending = new Sending(id, message, repeatable, settle, context);
        sending.start();
        return sending.answer;
    }

    /** One message with all its tries. */
    private final class Sending {
        private final ActorId id;
        private final Object message;
        private final boolean repeatable;
        private final boolean settle;
        private final String context;
        private final long startedAt = System.nanoTime();
        private final CompletableFuture<Object> answer = new CompletableFuture<>();

        /** Whether a try may have got through. Written by one try, read by the next. */
        private volatile boolean unknown;

        private volatile long pause = FIRST_PAUSE_MILLIS;

        Sending(ActorId id, Object message, boolean repeatable, boolean settle, String context) {
            this.id = id;
            this.message = message;
            this.repeatable = repeatable;
            this.settle = settle;
            this.context = context;
        }

        void start() {
            attempt();
            if (!answer.isDone()) {
                ScheduledFuture<?> timer = ForkJoinPool.commonPool()
                        .schedule(
                                () -> answer.completeExceptionally(timeout(null)),
                                limit.toNanos(),
                                TimeUnit.NANOSECONDS);
                CompletionStage<Object> end = answer;
                end.whenComplete((value, failure) -> timer.cancel(false));
            }
        }

        private void attempt() {
            if (answer.isDone()) {
                return;
            }
            LOG.log(Level.DEBUG, () -> "Actor " + id + " is asked");
            try {
                IMap<String, Cell> map = instance.getMap(id.type());
                map.submitToKey(id.key(), new Ask(id.type(), message, unknown, settle, context))
                        .whenCompleteAsync(this::answered, opening);
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        private void answered(Object value, Throwable failure) {
            if (failure != null) {
                failed(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
            } else if (value instanceof Refused refused) {
                refused(refused);
            } else if (value instanceof Unconfirmed unconfirmed) {
                LOG.log(Level.DEBUG, () -> "Actor " + id + " waits for copies at " + unconfirmed.hosts());
                holding.confirmed(unconfirmed).whenComplete((held, doubt) -> {
                    if (doubt == null) {
                        answer.complete(unconfirmed.answer());
                    } else {
                        failed(doubt);
                    }
                });
            } else {
                answer.complete(value);
            }
        }

        private void refused(Refused refused) {
            LOG.log(Level.DEBUG, () -> "Actor " + id + " was not asked: " + refused.text());
            switch (refused.why()) {
                case QUORUM -> {
                    if (unknown) {
                        again(timeout(null), limit);
                    } else {
                        again(new QuorumUnavailable(refused.text()), PATIENCE);
                    }
                }
                case UNKNOWN_TYPE, FAILED -> answer.completeExceptionally(new ActorFailed(refused.text()));
            }
        }

        private void failed(Throwable failure) {
            LOG.log(Level.DEBUG, () -> "Actor " + id + " may have been asked: " + failure);
            if (offline(failure)) {
                answer.completeExceptionally(
                        unknown
                                ? timeout(failure)
                                : new ActorsUnreachable("No node that hosts actors can be reached", failure));
            } else if (repeatable) {
                unknown = true;
                again(timeout(failure), limit);
            } else {
                answer.completeExceptionally(timeout(failure));
            }
        }

        private boolean offline(Throwable failure) {
            return switch (failure) {
                case HazelcastClientOfflineException e -> true;
                case HazelcastClientNotActiveException e -> true;
                case HazelcastInstanceNotActiveException e ->
                    !instance.getLifecycleService().isRunning();
                default -> false;
            };
        }

        private void again(ActorException otherwise, Duration patience) {
            long left = patience.toNanos() - (System.nanoTime() - startedAt);
            long pauseNanos = TimeUnit.MILLISECONDS.toNanos(pause);
            if (left <= pauseNanos) {
                answer.completeExceptionally(otherwise);
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
