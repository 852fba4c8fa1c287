package io.stockcluster.bench.raw;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.stockcluster.bench.counter.Counter.Count;
import java.util.List;

/** A client of the baseline's cluster. It blocks, as {@code ActorRef.ask} does: made for virtual threads. */
public final class RawCounters implements AutoCloseable {

    private final HazelcastInstance client;
    private final IMap<String, Count> counters;
    private final IMap<String, Count> alone;

    private RawCounters(HazelcastInstance client) {
        this.client = client;
        this.counters = client.getMap(Raw.MAP);
        this.alone = client.getMap(Raw.ALONE);
    }

    public static RawCounters connect(List<String> seeds) {
        var config = new ClientConfig().setClusterName(Raw.CLUSTER);
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.client.shutdownhook.enabled", "false");
        config.getMetricsConfig().setEnabled(false);
        config.getNetworkConfig().setAddresses(seeds);
        Raw.configure(config.getSerializationConfig());
        return new RawCounters(HazelcastClient.newHazelcastClient(config));
    }

    public void add(String key) {
        counters.executeOnKey(key, new RawAdd(1));
    }

    /** To a counter without copies. */
    public void addAlone(String key) {
        alone.executeOnKey(key, new RawAdd(1));
    }

    public void read(String key) {
        counters.executeOnKey(key, new RawRead());
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
