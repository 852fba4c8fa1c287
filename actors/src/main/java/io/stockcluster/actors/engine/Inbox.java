package io.stockcluster.actors.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far an actor has received what each other actor sent it, and what it could not handle.
 *
 * @param last by sender: of each epoch, its last message, the newest epoch last
 * @param parked messages at which the behaviour threw, put aside so that later ones are not held up
 */
record Inbox(Map<String, List<Stamp>> last, List<Parked> parked) {

    static final Inbox EMPTY = new Inbox(Map.of(), List.of());

    /**
     * How many epochs of a sender are known. One begins only when the sender gets another owner, and within one, all
     * messages come in order: what is older than eight owners ago cannot still be on its way.
     */
    private static final int EPOCHS = 8;

    /** How many messages an actor puts aside; more wait at their senders. */
    static final int MOST_PARKED = 1_000;

    /** A message that was put aside. */
    record Parked(String sender, Outbox.Sent sent) {}

    boolean has(String sender, Stamp stamp) {
        if (stamp.equals(Stamp.NONE)) {
            return true;
        }
        return last.getOrDefault(sender, List.of()).stream()
                .anyMatch(known -> known.epoch() == stamp.epoch() && known.number() >= stamp.number());
    }

    Inbox with(String sender, Stamp stamp) {
        Map<String, List<Stamp>> next = new HashMap<>(last);
        next.put(sender, reached(last.getOrDefault(sender, List.of()), List.of(stamp)));
        return new Inbox(Map.copyOf(next), parked);
    }

    Inbox parking(Parked message) {
        List<Parked> more = new ArrayList<>(parked);
        more.add(message);
        return new Inbox(last, List.copyOf(more));
    }

    Inbox withoutParked(String sender, Stamp stamp) {
        return new Inbox(
                last,
                parked.stream()
                        .filter(one -> !(one.sender().equals(sender)
                                && one.sent().stamp().equals(stamp)))
                        .toList());
    }

    /** What either side of a split has received. */
    Inbox union(Inbox other) {
        Map<String, List<Stamp>> all = new HashMap<>(other.last);
        last.forEach((sender, known) -> all.merge(sender, known, Inbox::reached));
        List<Parked> aside = new ArrayList<>(parked);
        other.parked.stream().filter(one -> !aside.contains(one)).forEach(aside::add);
        return new Inbox(Map.copyOf(all), List.copyOf(aside));
    }

    private static List<Stamp> reached(List<Stamp> known, List<Stamp> more) {
        List<Stamp> all = new ArrayList<>(known);
        for (Stamp stamp : more) {
            long before = all.stream()
                    .filter(one -> one.epoch() == stamp.epoch())
                    .mapToLong(Stamp::number)
                    .findFirst()
                    .orElse(0);
            all.removeIf(one -> one.epoch() == stamp.epoch());
            all.add(new Stamp(stamp.epoch(), Math.max(before, stamp.number())));
        }
        return List.copyOf(all.size() > EPOCHS ? all.subList(all.size() - EPOCHS, all.size()) : all);
    }

    boolean isEmpty() {
        return last.isEmpty() && parked.isEmpty();
    }
}
