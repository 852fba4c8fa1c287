package io.stockcluster.actors.engine;

import java.util.List;
import java.util.UUID;

/**
 * An answer that may not go out yet. After a crash the copies that Hazelcast waits for may be fewer than those that
 * must hold a change, while others have it too: the asker asks so many of them whether they do.
 *
 * @param answer the owner's
 * @param cell what they must hold
 * @param needed by how many of them
 * @param hosts who has a copy
 */
record Unconfirmed(Object answer, CellId cell, int needed, List<UUID> hosts) {

    /**
     * A certain state of an actor.
     *
     * @param shard the actor's
     * @param type the actor's
     * @param key the actor's
     * @param version how many changes made it
     * @param mark that of the last change
     */
    record CellId(int shard, String type, String key, long version, long mark) {}
}
