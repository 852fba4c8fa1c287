/**
 * The baseline: the counters' work on Hazelcast's own API, as fast as it goes with the same copies. Servers start a
 * {@link io.stockcluster.bench.raw.RawMember} beside their actors, the driver calls by {@link
 * io.stockcluster.bench.raw.RawCounters}; nothing here touches the engine.
 */
package io.stockcluster.bench.raw;
