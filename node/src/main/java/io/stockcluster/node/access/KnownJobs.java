package io.stockcluster.node.access;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * What this node knows of the jobs, so that a request need not ask the actor for its permission.
 *
 * <ol>
 *   <li>What is younger than a tenth of a second is used as it is.
 *   <li>What is older is asked for anew, once at a time, and still used until it is a fifth of a second old.
 *   <li>After that a request waits for the answer. Who changes something waits as long: so what was answered counts on
 *       every node.
 *   <li>Where the actor cannot answer, as while its owner has just died, the last that is known counts for half a minute
 *       more: other actors' owners live, and their requests need not fail with it.
 * </ol>
 */
final class KnownJobs {

    private static final long FRESH = Duration.ofMillis(100).toNanos();
    private static final long USABLE = Duration.ofMillis(200).toNanos();
    private static final long LAST_RESORT = Duration.ofSeconds(30).toNanos();
    private static final long PATIENCE_MILLIS = 250;

    private final ActorRef<JobsCommand, JobsReply> actor;
    private final LongSupplier nanoTime;

    /** Guarded by this. */
    private Optional<CompletableFuture<Snapshot>> asking = Optional.empty();

    /** Written under this, read without. */
    private volatile Optional<Snapshot> known = Optional.empty();

    /** Taken at a time that is not later than the answer: from when it was asked for. */
    private record Snapshot(JobsState jobs, long askedAt) {}

    KnownJobs(ActorRef<JobsCommand, JobsReply> actor, LongSupplier nanoTime) {
        this.actor = actor;
        this.nanoTime = nanoTime;
    }

    Optional<Job> find(String name) {
        return current().jobs().find(name);
    }

    /** The next request asks the actor. An answer that is on its way may be older than the change and must not count. */
    synchronized void forget() {
        asking = Optional.empty();
        known = Optional.empty();
    }

    /** Waits until no node uses what it knew before now. */
    void letKnowledgeLapse() {
        try {
            TimeUnit.NANOSECONDS.sleep(USABLE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Snapshot current() {
        Optional<Snapshot> last = known;
        if (last.isPresent() && age(last.get()) < FRESH) {
            return last.get();
        }
        CompletableFuture<Snapshot> next = ask();
        if (last.isEmpty()) {
            return fresh(next);
        }
        return age(last.get()) < USABLE ? last.get() : fresh(next, last.get());
    }

    /** An answer that was long on its way may be older than a change that was answered since: one more is asked for. */
    private Snapshot fresh(CompletableFuture<Snapshot> next) {
        Snapshot answer = wait(next);
        return age(answer) < USABLE ? answer : wait(ask());
    }

    private long age(Snapshot snapshot) {
        return nanoTime.getAsLong() - snapshot.askedAt();
    }

    private synchronized CompletableFuture<Snapshot> ask() {
        if (asking.isPresent()) {
            return asking.get();
        }
        long askedAt = nanoTime.getAsLong();
        CompletableFuture<Snapshot> answer =
                actor.askAsync(new JobsCommand.ListAll()).thenApply(reply -> taken(reply, askedAt));
        asking = Optional.of(answer);
        return answer.whenComplete((snapshot, failure) -> answered(answer, Optional.ofNullable(snapshot)));
    }

    private synchronized void answered(CompletableFuture<Snapshot> answer, Optional<Snapshot> snapshot) {
        if (asking.filter(answer::equals).isPresent()) {
            asking = Optional.empty();
            known = snapshot.or(() -> known);
        }
    }

    private static Snapshot taken(JobsReply reply, long askedAt) {
        return switch (reply) {
            case JobsReply.All all -> new Snapshot(new JobsState(all.jobs()), askedAt);
            case JobsReply.Found found -> new Snapshot(new JobsState(List.of(found.job())), askedAt);
            case JobsReply.NotFound() -> new Snapshot(new JobsState(List.of()), askedAt);
        };
    }

    private static Snapshot wait(CompletableFuture<Snapshot> next) {
        try {
            return next.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ActorException failure ? failure : e;
        }
    }

    private Snapshot fresh(CompletableFuture<Snapshot> next, Snapshot last) {
        if (age(last) > LAST_RESORT) {
            return fresh(next);
        }
        try {
            Snapshot answer = next.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return age(answer) < USABLE ? answer : ask().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return last;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return last;
        }
    }
}
