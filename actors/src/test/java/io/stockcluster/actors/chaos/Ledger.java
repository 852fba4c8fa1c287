package io.stockcluster.actors.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * What the askers were told: of each write, whether it happened, and of each account, how far it is known to be. No
 * answer may ever be behind what any asker knew before it asked.
 */
final class Ledger {

    /** What is known of a write. */
    enum Outcome {
        /** It happened, once. */
        ACKNOWLEDGED,
        /** It happened once, or not at all. */
        UNKNOWN,
        /** It did not happen. */
        REFUSED
    }

    /** An account, by its type and key. */
    record Name(String type, String key) {
        @Override
        public String toString() {
            return type + "/" + key;
        }
    }

    /** A write to an account, or where there is a receiver, a payment to that one. */
    record Write(String id, Name account, Optional<Name> receiver) {}

    /**
     * What is known of an account.
     *
     * @param acknowledged the version that it has reached by acknowledged writes
     * @param seen the version that somebody has read
     * @param write one that it has acknowledged, if there is one
     */
    record Known(long acknowledged, long seen, String write) {
        private static final Known NOTHING = new Known(0, 0, "");

        private Known and(Known more) {
            return new Known(
                    Math.max(acknowledged, more.acknowledged),
                    Math.max(seen, more.seen),
                    more.write.isEmpty() ? write : more.write);
        }
    }

    /** Enough to tell what goes wrong. */
    private static final int MOST_VIOLATIONS = 50;

    private final long start = System.nanoTime();
    private final Map<Write, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Map<Name, AtomicReference<Known>> known = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    /** What is known of an account before it is asked. */
    Known known(Name account) {
        return of(account).get();
    }

    /** The account has told its version, to somebody who knew that before. */
    void told(Name account, Known before, Account.Seen seen, String toWhom) {
        String telling = account + " told " + toWhom;
        if (seen.version() < before.acknowledged()) {
            violation(telling + " its version " + seen.version() + ", but had acknowledged " + before.acknowledged());
        } else if (seen.version() < before.seen()) {
            violation(telling + " its version " + seen.version() + ", but had told somebody " + before.seen());
        }
        if (!seen.known()) {
            violation(telling + " that it knows nothing of write " + before.write() + ", but had acknowledged it");
        }
        learn(account, new Known(0, seen.version(), ""));
    }

    void settle(Write write, Outcome outcome) {
        outcomes.put(write, outcome);
    }

    void acknowledged(Write write, Account.Seen seen) {
        settle(write, Outcome.ACKNOWLEDGED);
        learn(write.account(), new Known(seen.version(), seen.version(), write.id()));
    }

    private void learn(Name account, Known more) {
        of(account).accumulateAndGet(more, Known::and);
    }

    private AtomicReference<Known> of(Name account) {
        return known.computeIfAbsent(account, one -> new AtomicReference<>(Known.NOTHING));
    }

    void violation(String what) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add("%.3f s: ".formatted((System.nanoTime() - start) / 1e9) + what);
        }
    }

    List<String> violations() {
        return new ArrayList<>(violations);
    }

    Stream<Write> writes(Outcome outcome) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() == outcome)
                .map(Map.Entry::getKey);
    }

    long count(Outcome outcome) {
        return writes(outcome).count();
    }

    @Override
    public String toString() {
        return count(Outcome.ACKNOWLEDGED) + " writes acknowledged, " + count(Outcome.UNKNOWN) + " unknown, "
                + count(Outcome.REFUSED) + " refused";
    }
}
