/**
 * The actors on Hazelcast: an actor type is a map, an actor an entry, a message an entry processor on the owner.
 *
 * <p>The one door is {@link io.stockcluster.actors.engine.Engine}, and only {@link
 * io.stockcluster.actors.ActorSystem} goes through it. Hazelcast's partitions are called shards everywhere else.
 */
package io.stockcluster.actors.engine;
