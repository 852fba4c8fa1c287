package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import io.stockcluster.actors.Load;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Tells the host that leads the moves what one of them has brought. */
final class Carrying implements Callable<Boolean>, HazelcastInstanceAware {

    final UUID move;
    final Load load;

    private HazelcastInstance instance;

    Carrying(UUID move, Load load) {
        this.move = move;
        this.load = load;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        this.instance = instance;
    }

    @Override
    public Boolean call() {
        Lookout.in(instance).ifPresent(lookout -> lookout.carried(move, load));
        return true;
    }
}
