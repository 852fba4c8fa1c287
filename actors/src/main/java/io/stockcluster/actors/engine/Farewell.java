package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Tells another host that this one is about to leave. */
final class Farewell implements Callable<Boolean>, HazelcastInstanceAware {

    final UUID leaving;

    private HazelcastInstance instance;

    Farewell(UUID leaving) {
        this.leaving = leaving;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        this.instance = instance;
    }

    @Override
    public Boolean call() {
        Departures.in(instance).told(leaving);
        return true;
    }
}
