package io.stockcluster.node.locations;

import java.time.Duration;

/**
 * Keeps requests away from a service that answers none. After so many in a row that failed, no more are let through for
 * a quiet period; then one is, as a test, and decides whether all are again or the quiet starts anew.
 *
 * <p>Requests that were under way when it opened do not count any more. Guarded by its own lock.
 */
final class CircuitBreaker {

    /** What a request was told when it came. */
    enum Pass {
        THROUGH,
        AS_A_TEST,
        REFUSED
    }

    /** What a request found. */
    enum Finding {
        UP,
        DOWN,
        /** It was given up before it could tell. */
        NOTHING
    }

    private final int threshold;
    private final Duration quiet;
    private final Time time;

    private int failedInARow;
    private boolean open;
    private boolean testing;
    private long openedAt;

    CircuitBreaker(int threshold, Duration quiet, Time time) {
        this.threshold = threshold;
        this.quiet = quiet;
        this.time = time;
    }

    synchronized Pass enter() {
        if (!open) {
            return Pass.THROUGH;
        }
        if (testing || time.nanos() - openedAt < quiet.toNanos()) {
            return Pass.REFUSED;
        }
        testing = true;
        return Pass.AS_A_TEST;
    }

    synchronized void leave(Pass pass, Finding finding) {
        if (pass == Pass.AS_A_TEST) {
            testing = false;
            switch (finding) {
                case UP -> close();
                case DOWN -> open();
                case NOTHING -> {}
            }
        } else if (pass == Pass.THROUGH && !open) {
            switch (finding) {
                case UP -> failedInARow = 0;
                case DOWN -> {
                    if (++failedInARow >= threshold) {
                        open();
                    }
                }
                case NOTHING -> {}
            }
        }
    }

    synchronized Circuit state() {
        if (!open) {
            return Circuit.CLOSED;
        }
        return testing || time.nanos() - openedAt >= quiet.toNanos() ? Circuit.HALF_OPEN : Circuit.OPEN;
    }

    private void open() {
        open = true;
        openedAt = time.nanos();
    }

    private void close() {
        open = false;
        failedInARow = 0;
    }
}
