package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Asks a host how many milliseconds ago it has last confirmed another that is gone; a negative answer if it still counts
 * that one in.
 */
final class LastConfirmed implements Callable<Long>, HazelcastInstanceAware {

    final UUID gone;

    private HazelcastInstance instance;

    LastConfirmed(UUID gone) {
        this.gone = gone;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        this.instance = instance;
    }

    @Override
    public Long call() {
        return Hosted.in(instance).confirmations().age(gone, Confirmations.counted(instance, gone));
    }
}
