package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.util.concurrent.Callable;

/** What a host is asked, or told, by another process. */
abstract class Question<T> implements Callable<T>, HazelcastInstanceAware {

    private HazelcastInstance host;

    /** Called by Hazelcast, on the host that is to answer. */
    @Override
    public final void setHazelcastInstance(HazelcastInstance instance) {
        host = instance;
    }

    /** Where it is answered. */
    final HazelcastInstance host() {
        return host;
    }
}
