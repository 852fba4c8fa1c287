package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.util.concurrent.Callable;

/** Asks a host for the news in its log of moves. */
final class WhatMoved implements Callable<MoveLog.News>, HazelcastInstanceAware {

    final String leader;
    final long known;

    private HazelcastInstance instance;

    /**
     * What is new since then.
     *
     * @param leader who wrote what the asker knows
     * @param known how many changes it knows
     */
    WhatMoved(String leader, long known) {
        this.leader = leader;
        this.known = known;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        this.instance = instance;
    }

    @Override
    public MoveLog.News call() {
        return Lookout.in(instance).map(lookout -> lookout.moved(leader, known)).orElse(MoveLog.News.NONE);
    }
}
