package io.stockcluster.actors.engine;

import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.MapServiceContext;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a host's shards hold: how many actors, and how large they are. States are objects, whose size nobody keeps, so a
 * few are written out and stand for the others.
 */
final class Contents {

    /** So few that writing them out costs little on a shard's thread, where messages wait meanwhile. */
    private static final int SAMPLES_OF_A_SHARD = 16;

    private static final int SAMPLED_SHARDS = 8;
    private static final Duration SIZES_HOLD = Duration.ofSeconds(5);
    private static final long PATIENCE_MILLIS = 500;

    private final Collection<String> types;
    private final InternalPartitionService shards;
    private final MapServiceContext maps;
    private final SerializationService serialization;
    private final NodeEngine engine;

    private Map<String, Load> sampled = Map.of();
    private long sampledAt;

    Contents(NodeEngine engine, Collection<String> types) {
        this.engine = engine;
        this.types = List.copyOf(types);
        this.shards = (InternalPartitionService) engine.getPartitionService();
        this.maps = ((MapService) engine.getService(MapService.SERVICE_NAME)).getMapServiceContext();
        this.serialization = engine.getSerializationService();
    }

    /** All types together. To be called on the shard's thread. */
    Load of(int shard) {
        Load all = Load.NOTHING;
        for (String type : types) {
            RecordStore<?> store = maps.getExistingRecordStore(shard, type);
            if (store != null && store.size() > 0) {
                Load sample = sample(store);
                all = all.plus(scaled(sample, store.size()));
            }
        }
        return all;
    }

    private Load sample(RecordStore<?> store) {
        Load sample = Load.NOTHING;
        @SuppressWarnings("rawtypes") // the store hands them out raw
        Iterator<Map.Entry<Data, Record>> entries = store.iterator();
        while (entries.hasNext() && sample.actors() < SAMPLES_OF_A_SHARD) {
            var entry = entries.next();
            sample = sample.plus(new Load(1, bytes(entry.getKey(), entry.getValue())));
        }
        return sample;
    }

    /** Of an actor's key and state as they travel. */
    long bytes(Data key, Record<?> record) {
        return (long) key.totalSize() + serialization.toData(record.getValue()).totalSize();
    }

    private static Load scaled(Load sample, long actors) {
        return new Load(
                actors, sample.actors() == 0 ? 0 : Math.round((double) sample.bytes() / sample.actors() * actors));
    }

    /** The actors that this host owns, by type. */
    Map<String, Load> owned() {
        Map<String, Long> actors = new LinkedHashMap<>();
        types.forEach(type -> actors.put(type, ownedOf(type)));
        Map<String, Load> samples = samples(actors);
        Map<String, Load> owned = new LinkedHashMap<>();
        actors.forEach((type, number) -> owned.put(type, scaled(samples.get(type), number)));
        return owned;
    }

    private long ownedOf(String type) {
        long actors = 0;
        for (InternalPartition shard : shards.getInternalPartitions()) {
            if (shard.isLocal()) {
                RecordStore<?> store = maps.getExistingRecordStore(shard.getPartitionId(), type);
                actors += store == null ? 0 : store.size();
            }
        }
        return actors;
    }

    private synchronized Map<String, Load> samples(Map<String, Long> actors) {
        long now = System.nanoTime();
        boolean tellsAll = actors.entrySet().stream()
                .allMatch(type -> type.getValue() == 0
                        || sampled.getOrDefault(type.getKey(), Load.NOTHING).actors() > 0);
        if (sampled.isEmpty() || !tellsAll || now - sampledAt > SIZES_HOLD.toNanos()) {
            Map<String, Load> fresh = new LinkedHashMap<>();
            types.forEach(type -> fresh.put(type, sampleOf(type)));
            sampled = fresh;
            sampledAt = now;
        }
        return sampled;
    }

    private Load sampleOf(String type) {
        List<Integer> filled = new ArrayList<>();
        for (InternalPartition shard : shards.getInternalPartitions()) {
            RecordStore<?> store = maps.getExistingRecordStore(shard.getPartitionId(), type);
            if (shard.isLocal() && store != null && store.size() > 0) {
                filled.add(shard.getPartitionId());
            }
        }
        Collections.shuffle(filled);
        List<CompletableFuture<Load>> some = filled.stream()
                .limit(SAMPLED_SHARDS)
                .map(shard -> sampleOf(type, shard))
                .toList();
        Load all = Load.NOTHING;
        for (CompletableFuture<Load> one : some) {
            all = all.plus(awaited(one));
        }
        return all;
    }

    private CompletableFuture<Load> sampleOf(String type, int shard) {
        return OnShard.ask(engine, shard, () -> {
            RecordStore<?> store = maps.getExistingRecordStore(shard, type);
            return store == null ? Load.NOTHING : sample(store);
        });
    }

    /** A shard that is busy is left out: the others tell enough. */
    private static Load awaited(CompletableFuture<Load> sample) {
        try {
            return sample.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Load.NOTHING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Load.NOTHING;
        }
    }
}
