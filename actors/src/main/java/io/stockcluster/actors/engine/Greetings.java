package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.networking.nio.NioChannel;
import com.hazelcast.internal.networking.nio.NioNetworking;
import com.hazelcast.internal.server.ServerConnection;
import com.hazelcast.internal.server.tcp.TcpServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections to hosts that take them, and then do not greet.
 *
 * <p>A frozen process does so: its kernel connects. Where the network is cut just then, it would take minutes until what
 * was said is said again; a new connection is there as soon as the network is. Until then, {@link UntilGreeted}.
 */
final class Greetings implements LifecycleListener, HazelcastInstanceAware {

    /** A host that lives greets within milliseconds; a stop of its garbage collector may be longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private static final Logger LOG = System.getLogger(Greetings.class.getName());

    /** Since when each has been waited for. */
    private final Map<Channel, Long> silentSince = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("actors-greetings").daemon().factory());

    private NioNetworking networking;
    private ScheduledFuture<?> looking;

    /** Before the host joins: the one that it asks for that may be frozen. */
    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        networking = (NioNetworking) ((TcpServer) ((HazelcastInstanceImpl) instance).node.getServer()).getNetworking();
        looking = timer.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stateChanged(LifecycleEvent event) {
        if (event.getState() == LifecycleEvent.LifecycleState.SHUTDOWN) {
            looking.cancel(false);
            timer.shutdownNow();
        }
    }

    private void look() {
        try {
            silentSince.keySet().retainAll(networking.getChannels());
            for (NioChannel channel : networking.getChannels()) {
                look(channel, System.nanoTime());
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the looking.
            LOG.log(Level.WARNING, "Connections could not be looked at", e);
        }
    }

    /** One that is still to be taken, as where the network is cut, does no harm. */
    private void look(NioChannel channel, long now) {
        if (!channel.isClientMode() || !channel.socketChannel().isConnected() || channel.lastReadTimeMillis() > 0) {
            silentSince.remove(channel);
        } else if (now - silentSince.computeIfAbsent(channel, first -> now) > PATIENCE.toNanos()) {
            close(channel);
        }
    }

    private static void close(Channel channel) {
        String why = channel.remoteSocketAddress() + " has taken a connection, and not greeted for "
                + PATIENCE.toMillis() + " ms";
        LOG.log(Level.INFO, why);
        if (channel.attributeMap().get(ServerConnection.class) instanceof ServerConnection connection) {
            connection.close(why, null);
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A connection could not be closed", e);
        }
    }
}
