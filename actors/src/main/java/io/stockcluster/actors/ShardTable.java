package io.stockcluster.actors;

import java.util.List;

/**
 * Which nodes hold each shard.
 *
 * @param version grows with each change
 * @param shards by number
 */
public record ShardTable(long version, List<Shard> shards) {

    public ShardTable {
        shards = List.copyOf(shards);
    }

    /**
     * A shard and who holds it.
     *
     * @param number its place in the table
     * @param copies the names of the nodes: the owner first, then the others in the order in which they would follow
     */
    public record Shard(int number, List<String> copies) {

        public Shard {
            copies = List.copyOf(copies);
        }
    }
}
