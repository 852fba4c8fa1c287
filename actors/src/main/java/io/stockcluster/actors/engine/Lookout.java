package io.stockcluster.actors.engine;

import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Load;
import io.stockcluster.actors.ShardTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** What a host can tell of shards and actors, itself and to other nodes that ask. */
final class Lookout {

    private static final String KEY = "io.stockcluster.actors.lookout";

    private final MoveLog log;
    private final MoveEvents events;

    /** Not there until this node has joined. */
    private volatile Joined joined;

    private record Joined(NodeEngine engine, Copies copies, Contents contents, Drains drains, IntSupplier expected) {}

    Lookout(MoveLog log) {
        this.log = log;
        this.events = new MoveEvents(log, InstantSource.system());
    }

    /** Makes this what other nodes ask at the instance with that configuration. */
    void into(Config config) {
        config.getUserContext().put(KEY, this);
        config.addListenerConfig(new ListenerConfig(events));
    }

    void open(
            NodeEngine engine,
            Copies copies,
            Collection<String> types,
            Drains drains,
            IntSupplier expected,
            MoveEvents.Carried carried) {
        var contents = new Contents(engine, types);
        joined = new Joined(engine, copies, contents, drains, expected);
        events.open(contents, carried);
    }

    /** That of the instance; nothing, as long as it is about to join. */
    static Optional<Lookout> in(HazelcastInstance instance) {
        return Optional.ofNullable((Lookout) instance.getUserContext().get(KEY))
                .filter(lookout -> lookout.joined != null);
    }

    MoveLog.News moved(String leader, long known) {
        Joined here = joined;
        return log.since(leader, known, Instant.now())
                .withHosts(here.drains().idle(), here.expected().getAsInt());
    }

    void carried(UUID move, Load load) {
        log.carried(move, load);
    }

    ShardTable table() {
        return joined.copies().table();
    }

    Map<String, Load> owned() {
        return joined.contents().owned();
    }

    /** The actor as its owner knows it; nothing, where this host does not own it. */
    CompletableFuture<Optional<WhereIs.Found>> find(ActorId id) {
        NodeEngine engine = joined.engine();
        Data key = engine.getSerializationService().toData(id.key());
        int shard = engine.getPartitionService().getPartitionId(key);
        return OnShard.ask(engine, shard, () -> found(id.type(), key, shard));
    }

    /** On the shard's thread, which is alone with its actors. */
    private Optional<WhereIs.Found> found(String type, Data key, int number) {
        Joined here = joined;
        var shards = (InternalPartitionService) here.engine().getPartitionService();
        InternalPartition shard = shards.getPartition(number, false);
        if (!shard.isLocal()) {
            return Optional.empty();
        }
        MapService maps = here.engine().getService(MapService.SERVICE_NAME);
        RecordStore<?> store = maps.getMapServiceContext().getExistingRecordStore(number, type);
        Record<?> record = store == null ? null : store.getRecord(key);
        boolean loaded = record != null && record.getValue() instanceof Cell;
        return Optional.of(new WhereIs.Found(
                number,
                here.copies().holders(number),
                loaded ? ((Cell) record.getValue()).version() : 0,
                loaded,
                loaded ? here.contents().bytes(key, record) : 0));
    }
}
