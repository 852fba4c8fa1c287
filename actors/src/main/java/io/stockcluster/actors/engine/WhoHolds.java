package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import io.stockcluster.actors.ShardTable;
import java.util.List;
import java.util.concurrent.Callable;

/** Asks a host for its table of shards. */
final class WhoHolds implements Callable<ShardTable>, HazelcastInstanceAware {

    private HazelcastInstance instance;

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        this.instance = instance;
    }

    @Override
    public ShardTable call() {
        return Lookout.in(instance).map(Lookout::table).orElseGet(() -> new ShardTable(0, List.of()));
    }
}
