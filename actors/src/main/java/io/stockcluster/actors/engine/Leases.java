package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.internal.server.ServerConnection;
import com.hazelcast.internal.server.ServerConnectionManager;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.NodeEngineImpl;
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

/** Keeps a host's {@link Fence} open: pings the other hosts, and tells it who comes and goes; and its {@link Contacts}. */
final class Leases implements AutoCloseable {

    static final String EXECUTOR = "actors-leases";

    private static final Duration INTERVAL = Duration.ofMillis(50);

    /** While the fence is open; while it is not, at each. */
    private static final int INTERVALS = 5;

    private static final Logger LOG = System.getLogger(Leases.class.getName());

    private final HazelcastInstance instance;
    private final Fence fence;
    private final Losses losses;
    private final Contacts contacts;
    private final ServerConnectionManager connections;
    private final IExecutorService others;
    private final ScheduledFuture<?> pinging;

    /** Used by the timer alone. */
    private int ticks;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("actors-leases").daemon().factory());

    Leases(HazelcastInstance instance, NodeEngine engine, Fence fence, Losses losses, Contacts contacts) {
        this.instance = instance;
        this.fence = fence;
        this.losses = losses;
        this.contacts = contacts;
        this.connections =
                ((NodeEngineImpl) engine).getNode().getServer().getConnectionManager(EndpointQualifier.MEMBER);
        this.others = instance.getExecutorService(EXECUTOR);
        instance.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                fence.seen(event.getCluster().getMembers().size());
                soon();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                soon();
            }
        });
        pinging = timer.scheduleWithFixedDelay(this::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void soon() {
        if (!timer.isShutdown()) {
            timer.execute(this::ping);
        }
    }

    private void tick() {
        if (ticks++ % INTERVALS == 0 || !fence.open()) {
            ping();
        }
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
        // Before all that the question tells: a loss that is noted from now on makes the answers too old.
        long askedAt = System.nanoTime();
        UUID self = instance.getCluster().getLocalMember().getUuid();
        var question = new Ping(self, losses.lost(), fence.known());
        Set<Member> members = instance.getCluster().getMembers();
        fence.seen(members.size());
        for (Member member : members) {
            if (!member.localMember()) {
                ping(question, askedAt, member);
            }
        }
    }

    private void ping(Ping question, long askedAt, Member member) {
        ServerConnection connection = connections.get(member.getAddress());
        if (connection != null) {
            contacts.asks(member.getUuid(), connection, System.nanoTime());
        }
        try {
            others.submitToMember(question, member, new ExecutionCallback<>() {
                @Override
                public void onResponse(Long known) {
                    if (connection != null && connection.equals(connections.get(member.getAddress()))) {
                        contacts.answered(member.getUuid(), connection, askedAt);
                    }
                    if (known == Ping.NO) {
                        fence.lost(member.getUuid());
                    } else {
                        fence.confirmed(member.getUuid(), askedAt, question.term, known);
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
