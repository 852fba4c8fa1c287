package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Overloaded;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The asks under way from this node: no more at a time than the node takes, and for each actor than its type says. */
final class InFlight {

    private final int most;
    private final Semaphore node;
    private final Map<ActorId, Integer> byActor = new ConcurrentHashMap<>();

    InFlight(int most) {
        this.most = most;
        this.node = new Semaphore(most);
    }

    /**
     * Counts one more, to be ended by {@link #leave}.
     *
     * @throws Overloaded it must not be sent
     */
    void enter(ActorId id, int mostOfActor) {
        if (!node.tryAcquire()) {
            throw new Overloaded("This node has " + most + " messages in flight, and takes no more");
        }
        if (byActor.merge(id, 1, Integer::sum) > mostOfActor) {
            leave(id);
            throw new Overloaded(
                    "Actor " + id + " has " + mostOfActor + " messages of this node in flight, and takes no more");
        }
    }

    void leave(ActorId id) {
        byActor.computeIfPresent(id, (same, asks) -> asks == 1 ? null : asks - 1);
        node.release();
    }
}
