package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Asks another host whether it counts the asker in. One that has given the asker up says no, even though the asker can
 * reach it: it may have taken over what the asker owned.
 */
final class Ping implements Callable<Boolean>, HazelcastInstanceAware {

    final UUID asker;

    private HazelcastInstance instance;

    Ping(UUID asker) {
        this.asker = asker;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        this.instance = instance;
    }

    @Override
    public Boolean call() {
        return Hosted.in(instance).confirmations().told(asker, Confirmations.counted(instance, asker));
    }
}
