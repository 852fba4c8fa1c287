package io.stockcluster.actors.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What other hosts have got for sure.
 *
 * <p>What left for a host on a connection has arrived there once a question is answered that left later on the same one. A
 * connection that breaks takes along what was still on its way, and nobody sends it again: an answer that comes on the next
 * one tells nothing of that.
 */
final class Contacts {

    /** A change that is older is at the copies, or they are no longer its copies. */
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    /**
     * A time in which one connection led to a host.
     *
     * @param from when it was first asked on it
     * @param asked when it was last asked what it has answered
     */
    private record Contact(Object connection, long from, long asked) {

        boolean tellsOf(long leftAt, long leftBy) {
            return from - leftAt <= 0 && asked - leftBy > 0;
        }
    }

    /** The latest last. */
    private final Map<UUID, List<Contact>> contacts = new ConcurrentHashMap<>();

    /** A question leaves for that host, on that connection. */
    void asks(UUID host, Object connection, long now) {
        contacts.values().removeIf(past -> now - past.getLast().asked() > REMEMBERED.toNanos());
        contacts.compute(host, (same, past) -> {
            if (past != null && past.getLast().connection().equals(connection)) {
                return past;
            }
            List<Contact> all = new ArrayList<>(past == null ? List.of() : past);
            all.removeIf(contact -> now - contact.asked() > REMEMBERED.toNanos());
            all.add(new Contact(connection, now, now));
            return List.copyOf(all);
        });
    }

    /** The host has answered what it was asked at that time, and the connection is still the same. */
    void answered(UUID host, Object connection, long askedAt) {
        contacts.computeIfPresent(host, (same, past) -> {
            Contact last = past.getLast();
            if (!last.connection().equals(connection) || askedAt - last.asked() <= 0) {
                return past;
            }
            List<Contact> all = new ArrayList<>(past);
            all.set(all.size() - 1, new Contact(connection, last.from(), askedAt));
            return List.copyOf(all);
        });
    }

    /** Whether it has what was to be sent to it at one time, and had left by the other. */
    boolean got(UUID host, long leftAt, long leftBy) {
        return contacts.getOrDefault(host, List.of()).stream().anyMatch(contact -> contact.tellsOf(leftAt, leftBy));
    }
}
