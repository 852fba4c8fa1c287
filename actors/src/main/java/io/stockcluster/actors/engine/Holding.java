package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sees for the asker that copies hold a change which Hazelcast did not wait for. */
final class Holding {

    private static final long FIRST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    /**
     * How long a copy may take. One that has to be renewed first does not get the change for now: then the message is
     * sent again, and who holds it is seen anew.
     */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final HazelcastInstance instance;

    Holding(HazelcastInstance instance) {
        this.instance = instance;
    }

    /** Returns when as many copies hold it as are needed. Anything thrown means that this is not known. */
    void confirm(Unconfirmed unconfirmed) throws InterruptedException, ExecutionException, TimeoutException {
        var question = new Question(unconfirmed);
        unconfirmed.hosts().forEach(host -> question.ask(host, FIRST_PAUSE_MILLIS));
        question.confirmed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private final class Question {
        private final Unconfirmed unconfirmed;
        private final AtomicInteger needed;
        private final AtomicInteger mayStill;
        private final CompletableFuture<Void> confirmed = new CompletableFuture<>();

        Question(Unconfirmed unconfirmed) {
            this.unconfirmed = unconfirmed;
            this.needed = new AtomicInteger(unconfirmed.needed());
            this.mayStill = new AtomicInteger(unconfirmed.hosts().size());
        }

        void ask(UUID host, long pause) {
            if (confirmed.isDone()) {
                return;
            }
            try {
                send(host, pause);
            } catch (RejectedExecutionException e) {
                askLater(host, pause);
            } catch (RuntimeException e) {
                // This node stops.
                confirmed.completeExceptionally(e);
            }
        }

        private void send(UUID host, long pause) {
            Member member = instance.getCluster().getMembers().stream()
                    .filter(one -> one.getUuid().equals(host))
                    .findFirst()
                    .orElse(null);
            if (member == null) {
                gone(host);
                return;
            }
            instance.getExecutorService(DoYouHold.EXECUTOR)
                    .submitToMember(new DoYouHold(unconfirmed.cell()), member, new ExecutionCallback<>() {
                        @Override
                        public void onResponse(Boolean held) {
                            if (held) {
                                held();
                            } else {
                                askLater(host, pause);
                            }
                        }

                        @Override
                        public void onFailure(Throwable failure) {
                            askLater(host, pause);
                        }
                    });
        }

        /** The change is on its way to the copy beside the question: it may arrive later. */
        private void askLater(UUID host, long pause) {
            long next = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(() -> ask(host, next));
        }

        private void held() {
            if (needed.decrementAndGet() == 0) {
                confirmed.complete(null);
            }
        }

        private void gone(UUID host) {
            if (mayStill.decrementAndGet() < needed.get()) {
                confirmed.completeExceptionally(new IllegalStateException("Host " + host + " and its copy are gone"));
            }
        }
    }
}
