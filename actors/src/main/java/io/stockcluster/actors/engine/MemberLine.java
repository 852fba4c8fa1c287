package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** From a host. */
record MemberLine(HazelcastInstance member) implements Line {

    @Override
    public Object call(String type, String key, Ask ask, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        IMap<String, Cell> actors = member.getMap(type);
        return actors.submitToKey(key, ask).toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
