package io.stockcluster.actors.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorFailed;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.WriteTimeout;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Brings what an actor has sent to its receivers, and tells the sender what has arrived. Whoever asked the sender does
 * this, or the owner's {@link Relay} where that one gave up: it does no harm twice, since a receiver knows what it has.
 */
final class Postman {

    private static final Logger LOG = System.getLogger(Postman.class.getName());

    /** How many messages this node delivers at a time. */
    private static final int HANDS = 256;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final Tries tries;
    private final Poison poison = new Poison();
    private final Semaphore hands = new Semaphore(HANDS);

    Postman(Tries tries) {
        this.tries = tries;
    }

    /**
     * Returns when all have arrived. The copies of the sender must hold what it sent before this is called. Made for
     * virtual threads.
     *
     * @throws ActorException some have not arrived in time
     */
    void deliver(ActorId sender, List<Outbox.Sent> sent) {
        if (sent.isEmpty()) {
            return;
        }
        Map<ActorId, List<Outbox.Sent>> byReceiver = sent.stream()
                .collect(groupingBy(one -> new ActorId(one.type(), one.key()), LinkedHashMap::new, toList()));
        Queue<Stamp> arrived = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> rounds = byReceiver.entrySet().stream()
                .map(round -> CompletableFuture.runAsync(
                        () -> deliver(sender, round.getKey(), round.getValue(), arrived), Thread::startVirtualThread))
                .toList();
        try {
            CompletableFuture.allOf(rounds.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ActorException known ? known : e;
        } finally {
            tell(sender, List.copyOf(arrived));
        }
    }

    private void tell(ActorId sender, List<Stamp> arrived) {
        if (arrived.isEmpty()) {
            return;
        }
        Thread.startVirtualThread(() -> {
            try {
                tries.post(sender, new Post.Arrived(arrived));
            } catch (ActorException e) {
                LOG.log(Level.DEBUG, "Actor " + sender + " does not know yet that its messages arrived", e);
            }
        });
    }

    /** One receiver's messages, in their order. */
    private void deliver(ActorId sender, ActorId receiver, List<Outbox.Sent> sent, Queue<Stamp> arrived) {
        hands.acquireUninterruptibly();
        try {
            for (Outbox.Sent one : sent) {
                deliver(sender, receiver, one);
                arrived.add(one.stamp());
            }
        } finally {
            hands.release();
        }
    }

    /** Another messenger may have the message that must arrive first: then this one waits for it. */
    private void deliver(ActorId sender, ActorId receiver, Outbox.Sent sent) {
        boolean park = poison.hasFailedOften(sender, sent.stamp());
        var message = new Post.Deliver(sender.toString(), sent, park);
        long deadline = System.nanoTime() + tries.limit().toNanos();
        Duration pause = FIRST_PAUSE;
        while (!taken(sender, receiver, message)) {
            if (System.nanoTime() - deadline > 0) {
                throw new WriteTimeout("Message " + sent.stamp().text() + " of actor " + sender + " has not arrived at "
                        + receiver + " yet: an earlier one is missing there");
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WriteTimeout("Stopped while a message of actor " + sender + " was on its way", e);
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean taken(ActorId sender, ActorId receiver, Post.Deliver message) {
        try {
            boolean taken = ((Post.Done) tries.post(receiver, message)).yes();
            if (taken) {
                poison.taken(sender, message.sent().stamp());
            }
            return taken;
        } catch (ActorFailed e) {
            poison.failed(sender, message.sent().stamp());
            throw e;
        }
    }

    /** What is on its way from that actor, which the copies hold, and how much of others it has put aside. */
    Post.Pending pending(ActorId sender) {
        return (Post.Pending) tries.post(sender, new Post.WhatIsPending());
    }

    /** Has that actor try again what it has put aside. */
    void unpark(ActorId actor) {
        while (((Post.Done) tries.post(actor, new Post.Unpark())).yes()) {
            LOG.log(Level.INFO, "Actor " + actor + " could handle a message that it had put aside");
        }
    }
}
