package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Who is about to leave, as hosts tell each other. Where all of them go, as when a whole cluster is deleted, handing over
 * from one to the other is of no use to anybody.
 */
final class Departures {

    private static final String KEY = "io.stockcluster.actors.departures";
    private static final Logger LOG = System.getLogger(Departures.class.getName());

    private final Set<UUID> leaving = ConcurrentHashMap.newKeySet();
    private volatile Runnable follower = () -> {};

    private record Told(CountDownLatch missing) implements ExecutionCallback<Boolean> {

        @Override
        public void onResponse(Boolean noted) {
            missing.countDown();
        }

        @Override
        public void onFailure(Throwable failure) {
            LOG.log(Level.DEBUG, "A host does not know that this one is about to leave", failure);
            missing.countDown();
        }
    }

    /** Makes this what other hosts tell the instance with that configuration. */
    void into(Config config) {
        config.getUserContext().put(KEY, this);
    }

    static Departures in(HazelcastInstance instance) {
        return (Departures) instance.getUserContext().get(KEY);
    }

    /** Does that from now on, whenever another host has told that it leaves. */
    void follow(Runnable follower) {
        this.follower = follower;
    }

    void told(UUID host) {
        leaving.add(host);
        // Who tells it does not wait for what follows from it.
        Thread.startVirtualThread(follower);
    }

    /**
     * Tells all others that this host is about to leave, and waits a moment until they know. So of two that leave at the
     * same time at least one knows it of the other.
     */
    void announce(HazelcastInstance self, Duration patience) throws InterruptedException {
        Member local = self.getCluster().getLocalMember();
        leaving.add(local.getUuid());
        Set<Member> others = new LinkedHashSet<>(self.getCluster().getMembers());
        others.remove(local);
        var told = new Told(new CountDownLatch(others.size()));
        for (Member member : others) {
            try {
                self.getExecutorService(Leases.EXECUTOR).submitToMember(new Farewell(local.getUuid()), member, told);
            } catch (RejectedExecutionException e) {
                told.onFailure(e);
            }
        }
        told.missing().await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean leaves(Member member) {
        return leaving.contains(member.getUuid());
    }

    /** The other hosts, also those that are drained: they can take their share again. */
    static Set<UUID> others(HazelcastInstance self) {
        return self.getCluster().getMembers().stream()
                .filter(member -> !member.localMember())
                .map(Member::getUuid)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean allLeave(Set<UUID> hosts) {
        return leaving.containsAll(hosts);
    }
}
