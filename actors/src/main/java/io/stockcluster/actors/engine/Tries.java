package io.stockcluster.actors.engine;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorFailed;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.QuorumUnavailable;
import io.stockcluster.actors.WriteTimeout;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Sends messages to their owners, as often as it takes and is harmless, and says of each failure what is known. Waits
 * on the caller's thread: made for virtual threads.
 *
 * <p>An answer that got lost, because the owner or a copy died on the way, leaves it open whether the message was
 * handled. One that may be handled twice is sent again, marked as such, until the limit; for any other that is a {@link
 * WriteTimeout}. A majority that is missing is often back within a moment, as after a crash, so there too is some
 * patience; what is on its way, such as copies that are being mended, is waited for until the limit.
 */
final class Tries {

    private static final Logger LOG = System.getLogger(Tries.class.getName());

    /** How long a message waits for nodes that are not there, once it was refused for that. */
    private static final Duration PATIENCE = Fence.LEASE.plusMillis(500);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final HazelcastInstance instance;
    private final Line line;
    private final Duration limit;
    private final Holding holding;

    Tries(HazelcastInstance instance, Line line, Duration limit) {
        this.instance = instance;
        this.line = line;
        this.limit = limit;
        this.holding = new Holding(instance);
    }

    Duration limit() {
        return limit;
    }

    /**
     * The engine's own messages, which may all be handled twice.
     *
     * @throws ActorException as {@link #send}
     */
    Object post(ActorId id, Post message) {
        return send(new Outgoing(
                id,
                message,
                "",
                true,
                false,
                limit,
                message instanceof Post.Deliver deliver ? deliver.sent().context() : ""));
    }

    /**
     * Whatever the owner answers.
     *
     * @throws ActorException there is no answer, and whether the message may have been handled
     */
    Object send(Outgoing message) {
        return new Sending(message).answer();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** One message with all its tries. */
    private final class Sending {
        private final ActorId id;
        private final Outgoing message;
        private final Duration limit;
        private final long startedAt = System.nanoTime();

        /** Since when it is refused for nodes that are not there; nothing where it is not. */
        private OptionalLong shutAt = OptionalLong.empty();

        /** Whether a try may have got through. */
        private boolean unknown;

        private Duration pause = FIRST_PAUSE;

        Sending(Outgoing message) {
            this.id = message.to();
            this.message = message;
            this.limit = message.limit();
        }

        Object answer() {
            try {
                for (; ; ) {
                    Object answer = attempt();
                    if (answer != null) {
                        return answer;
                    }
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw timeout(e);
            }
        }

        /** The answer; {@code null} where the message is worth another try. */
        private Object attempt() throws InterruptedException {
            LOG.log(Level.DEBUG, () -> "Actor " + id + " is asked");
            try {
                var ask = new Ask(
                        id.type(), message.message(), message.id(), unknown, message.settle(), message.context());
                Object answer = line.call(id.type(), id.key(), ask, left());
                return switch (answer) {
                    case Refused refused -> refused(refused);
                    case Unconfirmed unconfirmed -> {
                        LOG.log(Level.DEBUG, () -> "Actor " + id + " waits for copies at " + unconfirmed.hosts());
                        holding.confirm(unconfirmed);
                        yield unconfirmed.answer();
                    }
                    default -> answer;
                };
            } catch (TimeoutException e) {
                return failed(e);
            } catch (ExecutionException e) {
                return failed(e.getCause());
            } catch (ActorException e) {
                throw e;
            } catch (RuntimeException e) {
                return failed(e);
            }
        }

        private Object refused(Refused refused) {
            LOG.log(Level.DEBUG, () -> "Actor " + id + " was not asked: " + refused.text());
            if (refused.why() == Refused.Why.UNKNOWN_TYPE || refused.why() == Refused.Why.FAILED) {
                throw new ActorFailed(refused.text());
            }
            shutAt = refused.why() == Refused.Why.NOT_YET
                    ? OptionalLong.empty()
                    : OptionalLong.of(shutAt.orElseGet(System::nanoTime));
            if (unknown) {
                return again(timeout(null), left());
            }
            Duration left = shutAt.isEmpty() ? left() : shorter(left(), left(PATIENCE, shutAt.getAsLong()));
            return again(new QuorumUnavailable(refused.text()), left);
        }

        private Object failed(Throwable failure) {
            LOG.log(Level.DEBUG, () -> "Actor " + id + " may have been asked: " + failure);
            if (offline(failure)) {
                throw unknown
                        ? timeout(failure)
                        : new ActorsUnreachable("No node that hosts actors can be reached", failure);
            }
            if (!message.repeatable()) {
                throw timeout(failure);
            }
            unknown = true;
            return again(timeout(failure), left());
        }

        private boolean offline(Throwable failure) {
            return switch (failure) {
                case HazelcastClientOfflineException e -> true;
                case HazelcastClientNotActiveException e -> true;
                case HazelcastInstanceNotActiveException e ->
                    !instance.getLifecycleService().isRunning();
                // Its fields could not be made known.
                case HazelcastSerializationException e -> e.getCause() != null && offline(e.getCause());
                default -> false;
            };
        }

        /** {@code null}, if there is time for another try. */
        private Object again(ActorException otherwise, Duration left) {
            if (left.compareTo(pause) <= 0) {
                throw otherwise;
            }
            return null;
        }

        private Duration left() {
            return left(limit, startedAt);
        }

        private static Duration left(Duration of, long since) {
            return of.minusNanos(System.nanoTime() - since);
        }

        private WriteTimeout timeout(Throwable cause) {
            return new WriteTimeout(
                    "Actor " + id + " did not answer for sure within " + limit.toMillis()
                            + " ms: the message may or may not have been handled",
                    cause);
        }
    }
}
