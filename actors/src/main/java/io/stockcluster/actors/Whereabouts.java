package io.stockcluster.actors;

import java.util.List;

/**
 * Where an actor is.
 *
 * @param shard its shard
 * @param copies the names of the nodes that hold it: the owner first
 * @param version how many changes made it; 0, where nobody has written it
 * @param loaded whether it is in memory
 * @param bytes of its key and state as they travel
 */
public record Whereabouts(ActorId actor, int shard, List<String> copies, long version, boolean loaded, long bytes) {

    public Whereabouts {
        copies = List.copyOf(copies);
    }
}
