package io.stockcluster.actors.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps a host from answering once the others may have gone on without it.
 *
 * <p>A host answers under a lease: more than half of the expected hosts, itself among them, have confirmed not longer
 * ago than {@link #LEASE} that they count it in. The time runs from when it <em>asked</em>, on its own monotonic clock,
 * so a host that was frozen or cut off finds its lease over before it can answer anything. The lease is shorter than
 * the silence after which the others give a host up.
 *
 * <p>Majorities that follow each other work in <em>terms</em> with rising numbers. A host that loses another raises the
 * latest term that it knows of, and its lease begins anew once so many were told of one term as make a majority, and none
 * of them knows of a later one. Of two majorities one host is in both: it knew the earlier one's term when it confirmed
 * that, and had lost one of its hosts, and so raised it, before it confirmed the other. A change bears the term that it was
 * made in.
 */
final class Fence {

    /** How long a confirmation holds. */
    static final Duration LEASE = Duration.ofSeconds(2);

    private static final long ALWAYS = Long.MAX_VALUE;

    /** Asked then, and told of that term. */
    private record Confirmation(long askedAt, long term) {}

    private final LongSupplier nanoTime;
    private final Map<UUID, Confirmation> confirmations = new HashMap<>();
    private long lostAt;
    private int expected;
    private int mostSeen = 1;

    private long known;

    /** The one that this host works in: a majority was told of it, and knew of none that was later. */
    private volatile long term;

    /** Whether it has one since it lost a host for the last time. */
    private boolean formed;

    /** How many others make up a majority with this host, as of the last look. */
    private int needed;

    /** Until when the lease holds, in the clock's time; {@link #ALWAYS} where this host is a majority by itself. */
    private volatile long until;

    Fence(int expected, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.expected = expected;
        this.until = nanoTime.getAsLong();
        this.lostAt = until;
        renew();
    }

    /** Why this host may not answer, if it may not. */
    Optional<String> shut() {
        return open() ? Optional.empty() : Optional.of(reason());
    }

    boolean open() {
        long end = until;
        return end == ALWAYS || nanoTime.getAsLong() - end < 0;
    }

    /** What changes are made in while the fence is open. */
    long term() {
        return term;
    }

    /** The latest term that this host has heard of. It is told to others when they are asked. */
    synchronized long known() {
        return known;
    }

    /**
     * What to answer another host that asks in that term: the latest one known, if this host agrees with it. In this order: a
     * loss that is noted from when this host is told of that term ends it, and the answer tells of the next.
     */
    long asked(long itsTerm, BooleanSupplier agrees) {
        told(itsTerm);
        return agrees.getAsBoolean() ? known() : Ping.NO;
    }

    /** Another host works in that term, or knows of it. */
    synchronized void told(long itsTerm) {
        known = Math.max(known, itsTerm);
        renew();
    }

    /** The hosts that make up the whole cluster. */
    synchronized int expected() {
        return expected > 0 ? expected : mostSeen;
    }

    synchronized void expect(int hosts) {
        expected = hosts;
        renew();
    }

    /** So many hosts are in view. */
    synchronized void seen(int hosts) {
        mostSeen = Math.max(mostSeen, hosts);
        renew();
    }

    /**
     * Another host has confirmed that it counts this one in.
     *
     * @param askedAtNanos when it was asked
     * @param told the term that it was told when it was asked
     * @param itsTerm the latest that it knows of
     */
    synchronized void confirmed(UUID host, long askedAtNanos, long told, long itsTerm) {
        known = Math.max(known, itsTerm);
        if (askedAtNanos - lostAt < 0) {
            return;
        }
        confirmations.merge(
                host,
                new Confirmation(askedAtNanos, told),
                (before, now) -> now.askedAt - before.askedAt < 0 ? before : now);
        renew();
    }

    /** Another host does not count this one in. What it confirmed holds no more. */
    synchronized void lost(UUID host) {
        confirmations.remove(host);
        renew();
    }

    /** Another host has gone. What others confirmed before, they did not know of that. */
    synchronized void left() {
        known++;
        formed = false;
        lostAt = nanoTime.getAsLong();
        confirmations.clear();
        renew();
    }

    private void renew() {
        int others = expected() / 2;
        // A majority of more hosts has not formed yet.
        formed &= others <= needed;
        needed = others;
        if (others == 0) {
            term = known;
            until = ALWAYS;
            return;
        }
        if (confirmations.values().stream().filter(each -> each.term >= known).count() >= others) {
            term = known;
            formed = true;
        }
        if (!formed || confirmations.size() < others) {
            until = nanoTime.getAsLong();
        } else {
            long now = nanoTime.getAsLong();
            long oldest = confirmations.values().stream()
                    .map(Confirmation::askedAt)
                    .sorted((a, b) -> Long.compare(b - now, a - now))
                    .skip(others - 1L)
                    .findFirst()
                    .orElseThrow();
            until = oldest + LEASE.toNanos();
        }
    }

    private synchronized String reason() {
        return "This node is out of touch with the majority: of " + expected() + " expected actor nodes, "
                + (expected() / 2) + " others must have confirmed it within " + LEASE.toSeconds() + " s, and "
                + confirmations.size() + " did at some time";
    }
}
