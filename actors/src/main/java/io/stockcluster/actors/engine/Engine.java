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
import io.stockcluster.actors.LeftBehind;
import io.stockcluster.actors.Load;
import io.stockcluster.actors.MigrationLog;
import io.stockcluster.actors.ShardTable;
import io.stockcluster.actors.Whereabouts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An {@link ActorSystem} on Hazelcast: a member of its cluster where it hosts actors, a client where it only asks. */
public final class Engine implements ActorSystem {

    private final HazelcastInstance instance;
    private final Line line;
    private final Asker asker;
    private final Surveyor surveyor;
    private final Optional<Host> host;
    private final int mostCopies;
    private final Set<String> types;
    private final Inquiries inquiries;
    private final Following following;
    private final Viewer viewer;

    /** Whether it is connected to a host; a host always is. */
    private final AtomicBoolean connected;

    private volatile boolean leaving;

    private Engine(
            HazelcastInstance instance,
            Line line,
            Asker asker,
            Optional<Host> host,
            AtomicBoolean connected,
            ActorSystemConfig config,
            List<ActorType<?, ?, ?, ?>> types,
            MoveLog log,
            Inquiries inquiries) {
        this.instance = instance;
        this.line = line;
        this.asker = asker;
        this.surveyor = new Surveyor(asker, line);
        this.host = host;
        this.connected = connected;
        this.types = types.stream().map(ActorType::name).collect(Collectors.toUnmodifiableSet());
        this.inquiries = inquiries;
        this.following = new Following(instance, host, inquiries, log);
        this.mostCopies = mostCopies(types);
        this.viewer = new Viewer(instance, host, mostCopies, following, config.expectedSize());
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
        return new Engine(
                client, line, asker, Optional.empty(), connected, config, types, new MoveLog(), new Inquiries(client));
    }

    private static int mostCopies(List<ActorType<?, ?, ?, ?>> types) {
        return types.stream()
                .mapToInt(type -> type.replication().factor())
                .max()
                .orElse(1);
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
        int mostCopies = mostCopies(types);
        var log = new MoveLog();
        var lookout = new Lookout(log, mostCopies);
        lookout.into(settings);
        var lost = new LostShards(mostCopies, System::nanoTime);
        settings.addListenerConfig(new ListenerConfig(lost));
        var merging = new Merging(hosted, types);
        merging.into(settings);
        var departures = new Departures();
        departures.into(settings);
        List<Object> samples = Samples.of(types, config.serializers(), config.samples());
        HazelcastInstance member = member(settings);
        NodeEngine engine = ((HazelcastInstanceProxy) member).getOriginal().node.getNodeEngine();
        Stream.of(Wire.samples(), LookoutWire.samples(), SurveyForms.samples(), samples)
                .flatMap(List::stream)
                .forEach(sample -> engine.getSerializationService().toData(sample));
        var copies = new Copies(engine, lost);
        copies.assign();
        new ExpectedSize(member).follow(fence::expect);
        var line = new MemberLine(member);
        var tries = new Tries(member, line, config.askLimit());
        var postman = new Postman(tries);
        var relay = new Relay(member, byName.keySet(), postman);
        hosted.open(copies, new Inheritance(member, engine), relay, new Versions(engine, byName.keySet()));
        var inquiries = Inquiries.ofHost(member);
        var drains = new Drains(member, departures, mostCopies);
        lookout.open(engine, copies, byName.keySet(), drains, inquiries::carried);
        var host = new Host(
                engine,
                fence,
                copies,
                new Leases(member, fence),
                relay,
                new Beats(member, types, tries),
                lookout,
                drains,
                departures,
                new Draining(member, drains),
                merging,
                new Pulse(engine));
        return new Engine(
                member,
                line,
                new Asker(tries, postman, config.maxInFlight(), config.observer()),
                Optional.of(host),
                new AtomicBoolean(true),
                config,
                types,
                log,
                inquiries);
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
        return new Ref<>(asker, type, new ActorId(type.name(), key), Optional.empty(), Optional.empty());
    }

    @Override
    public <M, R> Map<String, R> askEach(ActorType<?, M, ?, R> type, Collection<String> keys, M message) {
        return surveyor.ask(type, keys.stream().distinct().toList(), message);
    }

    @Override
    public ClusterView view() {
        return viewer.view(leaving, reachable());
    }

    @Override
    public boolean reachable() {
        return instance.getLifecycleService().isRunning()
                && connected.get()
                && host.map(h -> !h.merging().underWay()).orElse(true);
    }

    @Override
    public boolean works() {
        return leaving
                || (instance.getLifecycleService().isRunning()
                        && host.map(h -> h.pulse().beats()).orElse(true));
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
        viewer.expect(size);
        host.ifPresent(h -> h.fence().expect(size));
    }

    @Override
    public Optional<ShardTable> shards() {
        return host.map(h -> Optional.of(h.lookout().table())).orElseGet(inquiries::table);
    }

    @Override
    public Optional<MigrationLog> migrations() {
        return following.migrations();
    }

    @Override
    public Map<String, Load> owned() {
        return host.map(h -> h.lookout().owned()).orElseGet(Map::of);
    }

    @Override
    public Whereabouts find(ActorId actor) {
        if (!types.contains(actor.type())) {
            throw new IllegalArgumentException("There are no actors of type '" + actor.type() + "': those there are: "
                    + types.stream().sorted().collect(Collectors.joining(", ")));
        }
        return inquiries.find(actor);
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
    public LeftBehind leave(Duration limit) {
        leaving = true;
        try {
            return new Leaving(instance, host, mostCopies).leave(limit);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        following.close();
        host.ifPresent(h -> {
            h.leases().close();
            h.relay().close();
            h.pulse().close();
            h.beats().close();
        });
        line.close();
        instance.getLifecycleService().terminate();
    }
}
