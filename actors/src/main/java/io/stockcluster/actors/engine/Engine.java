package io.stockcluster.actors.engine;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.partition.NoDataMemberInClusterException;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** An {@link ActorSystem} on Hazelcast: a member of its cluster where it hosts actors, a client where it only asks. */
public final class Engine implements ActorSystem {

    private final HazelcastInstance instance;
    private final Line line;
    private final Asker asker;
    private final Surveyor surveyor;
    private final Optional<Host> host;
    private final Set<String> types;
    private final Inquiries inquiries;
    private final Following following;
    private final Viewer viewer;

    /** Whether it is connected to a host; a host always is. */
    private final AtomicBoolean connected;

    private volatile boolean leaving;

    Engine(
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
        this.viewer = new Viewer(instance, host, following, config.expectedSize());
    }

    /** See {@link ActorSystem#start}. */
    public static ActorSystem start(ActorSystemConfig config, List<ActorType<?, ?, ?, ?>> types) {
        return Assembly.of(config, types);
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
        } catch (HazelcastClientOfflineException
                | HazelcastClientNotActiveException
                | HazelcastInstanceNotActiveException
                | NoDataMemberInClusterException e) {
            throw new ActorsUnreachable("No node that hosts actors can be told the expected size", e);
        }
        following.expect(size);
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
        Host here = hosting();
        try {
            here.draining().drain();
        } catch (HazelcastInstanceNotActiveException e) {
            throw new ActorsUnreachable("This node has left its cluster, and has nothing to hand over", e);
        }
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
            return new Leaving(instance, host).leave(limit);
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
