package io.stockcluster.actors.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps a host from answering once the others may have gone on without it.
 *
 * <p>A host answers under a lease: more than half of the expected hosts, itself among them, have confirmed not longer
 * ago than {@link #LEASE} that they count it in. The time runs from when it <em>asked</em>, on its own monotonic clock,
 * so a host that was frozen or cut off finds its lease over before it can answer anything. The lease is shorter than
 * the silence after which the others give a host up.
 */
final class Fence {

    /** How long a confirmation holds. */
    static final Duration LEASE = Duration.ofSeconds(2);

    private static final long ALWAYS = Long.MAX_VALUE;

    private final LongSupplier nanoTime;
    private final Map<UUID, Long> askedAt = new ConcurrentHashMap<>();
    private int expected;
    private int mostSeen = 1;
    private int inView = 1;

    /** Whether a host has come since the last one left. */
    private boolean joined;

    private boolean wentOn;

    /** Until when the lease holds, in the clock's time; {@link #ALWAYS} where this host is a majority by itself. */
    private volatile long until;

    Fence(int expected, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.expected = expected;
        this.until = nanoTime.getAsLong();
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
        joined |= hosts > inView;
        inView = hosts;
        renew();
    }

    /** Another host has confirmed that it counts this one in, asked at that time. */
    synchronized void confirmed(UUID host, long askedAtNanos) {
        askedAt.merge(host, askedAtNanos, (a, b) -> a - b > 0 ? a : b);
        renew();
    }

    /** Another host does not count this one in. What it confirmed holds no more. */
    synchronized void lost(UUID host) {
        askedAt.remove(host);
        renew();
    }

    /** Another host has gone, or the connection to it. */
    synchronized void left(UUID host) {
        joined = false;
        wentOn = false;
        lost(host);
    }

    /** Whether this host answered on without those that left last, before any came back. */
    synchronized boolean wentOn() {
        return wentOn;
    }

    /** Whether that host has confirmed something that it was asked after that time. */
    boolean heardSince(UUID host, long nanoTime) {
        Long asked = askedAt.get(host);
        return asked != null && asked - nanoTime > 0;
    }

    private void renew() {
        int others = expected() / 2;
        if (others == 0) {
            until = ALWAYS;
        } else if (askedAt.size() < others) {
            until = nanoTime.getAsLong();
        } else {
            long now = nanoTime.getAsLong();
            long oldest = askedAt.values().stream()
                    .sorted((a, b) -> Long.compare(b - now, a - now))
                    .skip(others - 1L)
                    .findFirst()
                    .orElseThrow();
            until = oldest + LEASE.toNanos();
        }
        wentOn |= !joined && inView < expected() && open();
    }

    private synchronized String reason() {
        return "This node is out of touch with the majority: of " + expected() + " expected actor nodes, "
                + (expected() / 2) + " others must have confirmed it within " + LEASE.toSeconds() + " s, and "
                + askedAt.size() + " did at some time";
    }
}
