package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Which of a host's actors have put messages aside, at which their behaviour threw, and how many. */
final class Aside {

    private final Map<ActorId, Integer> parked = new ConcurrentHashMap<>();

    /** Called by shards' threads, at each change of an actor: it must be quick. */
    void has(ActorId id, int messages) {
        if (messages > 0) {
            parked.put(id, messages);
        } else if (!parked.isEmpty()) {
            parked.remove(id);
        }
    }

    Set<ActorId> actors() {
        return Set.copyOf(parked.keySet());
    }

    /** Forgets those that others own now. */
    void retain(Predicate<ActorId> owned) {
        parked.keySet().removeIf(owned.negate());
    }

    int messages() {
        return parked.values().stream().mapToInt(Integer::intValue).sum();
    }
}
