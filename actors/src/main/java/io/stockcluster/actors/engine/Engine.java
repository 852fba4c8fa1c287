package io.stockcluster.actors.engine;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorRef;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.ShardTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** An {@link ActorSystem} on Hazelcast: a member of its cluster where it hosts actors, a client where it only asks. */
public final class Engine implements ActorSystem {

    /** What a host has beside an asker. */
    private record Host(Fence fence, Copies copies, Leases leases, Relay relay, Draining draining) {}

    private final HazelcastInstance instance;
    private final Line line;
    private final Asker asker;
    private final Optional<Host> host;
    private final int mostCopies;

    /** Whether it is connected to a host; a host always is. */
    private final AtomicBoolean connected;

    private volatile int expected;
    private volatile boolean leaving;

    private Engine(
            HazelcastInstance instance,
            Line line,
            Asker asker,
            Optional<Host> host,
            AtomicBoolean connected,
            ActorSystemConfig config,
            List<ActorType<?, ?, ?, ?>> types) {
        this.instance = instance;
        this.line = line;
        this.asker = asker;
        this.host = host;
        this.connected = connected;
        this.mostCopies = types.stream()
                .mapToInt(type -> type.replication().factor())
                .max()
                .orElse(1);
        this.expected = config.expectedSize();
    }

    /** See {@link ActorSystem#start}. */
    public static ActorSystem start(ActorSystemConfig config, List<ActorType<?, ?, ?, ?>> types) {
        var seeds = new Seeds(config.seeds(), config.port());
        Map<String, ActorType<?, ?, ?, ?>> byName = byName(types);
        return config.hosts() ? host(config, seeds, types, byName) : client(config, seeds, types);
    }

    private static Engine client(ActorSystemConfig config, Seeds seeds, List<ActorType<?, ?, ?, ?>> types) {
        var connected = new AtomicBoolean();
        ClientConfig settings = Settings.asker(config, seeds);
        settings.addListenerConfig(new ListenerConfig(connection(connected)));
        HazelcastInstance client = HazelcastClient.newHazelcastClient(settings);
        var line = new ClientLine(client, config.observer());
        var tries = new Tries(client, line, config.askLimit());
        var asker = new Asker(tries, new Postman(tries), config.maxInFlight(), config.observer());
        return new Engine(client, line, asker, Optional.empty(), connected, config, types);
    }

    private static Engine host(
            ActorSystemConfig config,
            Seeds seeds,
            List<ActorType<?, ?, ?, ?>> types,
            Map<String, ActorType<?, ?, ?, ?>> byName) {
        seeds.awaitMajority(config.expectedSize());
        var fence = new Fence(config.expectedSize(), System::nanoTime);
        var hosted = new Hosted(byName, fence, InstantSource.system(), config.observer());
        Config settings = Settings.host(config, seeds, types);
        hosted.into(settings);
        List<Object> samples = Samples.of(types, config.serializers(), config.samples());
        HazelcastInstance member = member(settings);
        NodeEngine engine = ((HazelcastInstanceProxy) member).getOriginal().node.getNodeEngine();
        Stream.concat(Wire.samples().stream(), samples.stream())
                .forEach(sample -> engine.getSerializationService().toData(sample));
        var copies = new Copies(engine);
        copies.assign();
        new ExpectedSize(member).follow(fence::expect);
        var line = new MemberLine(member);
        var tries = new Tries(member, line, config.askLimit());
        var postman = new Postman(tries);
        var relay = new Relay(member, byName.keySet(), postman);
        hosted.open(copies, new Inheritance(member, engine), relay);
        return new Engine(
                member,
                line,
                new Asker(tries, postman, config.maxInFlight(), config.observer()),
                Optional.of(new Host(fence, copies, new Leases(member, fence), relay, new Draining(member))),
                new AtomicBoolean(true),
                config,
                types);
    }

    private static LifecycleListener connection(AtomicBoolean connected) {
        return event -> {
            switch (event.getState()) {
                case CLIENT_CONNECTED -> connected.set(true);
                case CLIENT_DISCONNECTED -> connected.set(false);
                default -> {}
            }
        };
    }

    private static Map<String, ActorType<?, ?, ?, ?>> byName(List<ActorType<?, ?, ?, ?>> types) {
        var byName = new LinkedHashMap<String, ActorType<?, ?, ?, ?>>();
        for (ActorType<?, ?, ?, ?> type : types) {
            if (byName.put(type.name(), type) != null) {
                throw new IllegalArgumentException(
                        "Two actor types are called '" + type.name() + "': each needs a name of its own");
            }
        }
        return Map.copyOf(byName);
    }

    private static HazelcastInstance member(Config settings) {
        try {
            return Hazelcast.newHazelcastInstance(settings);
        } catch (HazelcastException | IllegalStateException e) {
            throw new IllegalStateException(
                    "This node cannot join cluster '" + settings.getClusterName() + "' on port "
                            + settings.getNetworkConfig().getPort() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public <M, R> ActorRef<M, R> actor(ActorType<?, M, ?, R> type, String key) {
        return new Ref<>(asker, type, new ActorId(type.name(), key));
    }

    @Override
    public ClusterView view() {
        if (!instance.getLifecycleService().isRunning()) {
            return new ClusterView(
                    ClusterView.State.LEAVING,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    expected(0),
                    false,
                    Optional.empty());
        }
        List<ClusterView.Member> members = members();
        int hosts = expected(members.size());
        return new ClusterView(
                state(),
                host.map(h -> instance.getLocalEndpoint().getUuid().toString()),
                members.stream().findFirst().map(ClusterView.Member::id),
                members,
                hosts,
                host.map(h -> h.fence().open()).orElse(members.size() > hosts / 2),
                host.map(h -> h.copies().view(Math.min(mostCopies, Math.max(1, hosts)))));
    }

    private ClusterView.State state() {
        if (leaving) {
            return ClusterView.State.LEAVING;
        }
        return host.map(h -> h.draining().state())
                .orElse(connected.get() ? ClusterView.State.ACTIVE : ClusterView.State.JOINING);
    }

    /** Oldest first, as Hazelcast lists them. */
    private List<ClusterView.Member> members() {
        if (!reachable()) {
            return List.of();
        }
        return instance.getCluster().getMembers().stream()
                .map(member -> new ClusterView.Member(
                        String.valueOf(member.getAttribute(Settings.NODE)),
                        member.getUuid().toString(),
                        !member.isLiteMember()))
                .toList();
    }

    private int expected(int inView) {
        return host.map(h -> h.fence().expected()).orElse(expected > 0 ? expected : inView);
    }

    @Override
    public boolean reachable() {
        return instance.getLifecycleService().isRunning() && connected.get();
    }

    @Override
    public void expect(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("An expected size of " + size + " is negative: use 0 or more");
        }
        try {
            new ExpectedSize(instance).set(size);
        } catch (HazelcastClientOfflineException e) {
            throw new ActorsUnreachable("No node that hosts actors can be reached to tell it the expected size", e);
        }
        expected = size;
        host.ifPresent(h -> h.fence().expect(size));
    }

    @Override
    public Optional<ShardTable> shards() {
        return host.map(h -> h.copies().table(mostCopies));
    }

    @Override
    public void drain() {
        hosting().draining().drain();
    }

    @Override
    public void undrain() {
        hosting().draining().undrain();
    }

    private Host hosting() {
        return host.orElseThrow(() -> new IllegalStateException("This node hosts no actors that it could hand over"));
    }

    @Override
    public boolean leave(Duration limit) {
        leaving = true;
        CompletableFuture<Void> gone = CompletableFuture.runAsync(instance::shutdown, Thread::startVirtualThread);
        try {
            gone.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "This node could not leave in peace: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        host.ifPresent(h -> {
            h.leases().close();
            h.relay().close();
        });
        line.close();
        instance.getLifecycleService().terminate();
    }
}
