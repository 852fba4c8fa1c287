package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often the receiver's behaviour threw at a message: after some tries it is put aside at the receiver. */
final class Poison {

    /** Over some ten seconds, with the {@link Relay}'s growing pauses. */
    private static final int TRIES = 5;

    /** A bound for what is counted here and then delivered by other nodes. Counting anew only parks later. */
    private static final int MOST = 10_000;

    private record Message(ActorId sender, Stamp stamp) {}

    private final Map<Message, Integer> failures = new ConcurrentHashMap<>();

    void failed(ActorId sender, Stamp stamp) {
        if (failures.size() > MOST) {
            failures.clear();
        }
        failures.merge(new Message(sender, stamp), 1, Integer::sum);
    }

    boolean hasFailedOften(ActorId sender, Stamp stamp) {
        return failures.getOrDefault(new Message(sender, stamp), 0) >= TRIES;
    }

    void taken(ActorId sender, Stamp stamp) {
        failures.remove(new Message(sender, stamp));
    }
}
