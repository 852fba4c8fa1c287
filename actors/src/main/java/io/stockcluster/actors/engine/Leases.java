package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Keeps a host's {@link Fence} open: pings the other hosts, and tells it who comes and goes. */
final class Leases implements AutoCloseable {

    static final String EXECUTOR = "actors-leases";

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private static final Logger LOG = System.getLogger(Leases.class.getName());

    private final HazelcastInstance instance;
    private final Fence fence;
    private final IExecutorService others;
    private final ScheduledFuture<?> pinging;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("actors-leases").daemon().factory());

    Leases(HazelcastInstance instance, Fence fence) {
        this.instance = instance;
        this.fence = fence;
        this.others = instance.getExecutorService(EXECUTOR);
        instance.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                fence.seen(event.getCluster().getMembers().size());
                timer.execute(Leases.this::ping);
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                fence.left(event.getMember().getUuid());
            }
        });
        pinging = timer.scheduleWithFixedDelay(this::ping, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ping() {
        try {
            if (instance.getLifecycleService().isRunning()) {
                pingAll();
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the pinging for good. The lease runs out meanwhile: nothing is answered wrongly.
            LOG.log(Level.WARNING, "The other hosts could not be asked whether they count this one in", e);
        }
    }

    private void pingAll() {
        UUID self = instance.getCluster().getLocalMember().getUuid();
        Set<Member> members = instance.getCluster().getMembers();
        fence.seen(members.size());
        for (Member member : members) {
            if (!member.localMember()) {
                ping(self, member);
            }
        }
    }

    private void ping(UUID self, Member member) {
        long askedAt = System.nanoTime();
        try {
            others.submitToMember(new Ping(self), member, new ExecutionCallback<>() {
                @Override
                public void onResponse(Boolean counted) {
                    if (counted) {
                        fence.confirmed(member.getUuid(), askedAt);
                    } else {
                        fence.lost(member.getUuid());
                    }
                }

                @Override
                public void onFailure(Throwable failure) {
                    // The member left, or does not answer: what it confirmed before runs out by itself.
                }
            });
        } catch (RejectedExecutionException e) {
            // This node is about to stop.
            fence.lost(member.getUuid());
        }
    }

    @Override
    public void close() {
        pinging.cancel(false);
        timer.shutdownNow();
    }
}
