package io.stockcluster.actors.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.WriteTimeout;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
        List<CompletableFuture<Void>> rounds = byReceiver.entrySet().stream()
                .map(round -> CompletableFuture.runAsync(
                        () -> deliver(sender, round.getKey(), round.getValue()), Thread::startVirtualThread))
                .toList();
        try {
            CompletableFuture.allOf(rounds.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ActorException known ? known : e;
        }
        var numbers = sent.stream().map(Outbox.Sent::number).toList();
        Thread.startVirtualThread(() -> arrived(sender, numbers));
    }

    private void arrived(ActorId sender, List<Long> numbers) {
        try {
            tries.post(sender, new Post.Arrived(numbers));
        } catch (ActorException e) {
            LOG.log(Level.DEBUG, "Actor " + sender + " does not know yet that its messages arrived", e);
        }
    }

    /** One receiver's messages, in their order. */
    private void deliver(ActorId sender, ActorId receiver, List<Outbox.Sent> sent) {
        hands.acquireUninterruptibly();
        try {
            sent.forEach(one -> deliver(sender, receiver, one));
        } finally {
            hands.release();
        }
    }

    /** Another messenger may have the message that must arrive first: then this one waits for it. */
    private void deliver(ActorId sender, ActorId receiver, Outbox.Sent sent) {
        var message = new Post.Deliver(sender.toString(), sent);
        long deadline = System.nanoTime() + tries.limit().toNanos();
        Duration pause = FIRST_PAUSE;
        while (!((Post.Done) tries.post(receiver, message)).yes()) {
            if (System.nanoTime() - deadline > 0) {
                throw new WriteTimeout("Message " + sent.number() + " of actor " + sender + " has not arrived at "
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

    /** What is on its way from that actor, which the copies hold. */
    List<Outbox.Sent> pending(ActorId sender) {
        return ((Post.Pending) tries.post(sender, new Post.WhatIsPending())).sent();
    }
}
