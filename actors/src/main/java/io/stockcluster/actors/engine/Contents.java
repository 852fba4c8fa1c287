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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a host's shards hold: how many actors, and how large they are. States are objects, whose size nobody keeps, so a
 * few are written out and stand for the others.
 */
final class Contents {

    /** So few that writing them out costs little on a shard's thread, where messages wait meanwhile. */
    private static final int SAMPLES_OF_A_SHARD = 16;

    private static final int SAMPLED_SHARDS = 8;
    private static final Duration SIZES_HOLD = Duration.ofSeconds(5);

    /** For all samples together. */
    private static final long PATIENCE_MILLIS = 300;

    private final Collection<String> types;
    private final InternalPartitionService shards;
    private final MapServiceContext maps;
    private final SerializationService serialization;
    private final NodeEngine engine;

    /** One takes them at a time; others make do with those that there are. */
    private final AtomicBoolean sampling = new AtomicBoolean();

    private volatile Sizes sampled = new Sizes(Map.of(), 0);

    /** Some of the actors of each type, at that time. */
    private record Sizes(Map<String, Load> loads, long at) {

        Load of(String type) {
            return loads.getOrDefault(type, Load.NOTHING);
        }
    }

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
        Sizes samples = samples(actors);
        Map<String, Load> owned = new LinkedHashMap<>();
        actors.forEach((type, number) -> owned.put(type, scaled(samples.of(type), number)));
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

    private Sizes samples(Map<String, Long> actors) {
        if (!enough(sampled, actors) && sampling.compareAndSet(false, true)) {
            try {
                sampled = taken(sampled);
            } finally {
                sampling.set(false);
            }
        }
        return sampled;
    }

    private static boolean enough(Sizes samples, Map<String, Long> actors) {
        boolean tellsAll = actors.entrySet().stream()
                .allMatch(type ->
                        type.getValue() == 0 || samples.of(type.getKey()).actors() > 0);
        return tellsAll && !samples.loads().isEmpty() && System.nanoTime() - samples.at() <= SIZES_HOLD.toNanos();
    }

    /** A shard that is busy is left out: the others tell enough, or what was known before. */
    private Sizes taken(Sizes before) {
        Map<String, List<CompletableFuture<Load>>> asked = new LinkedHashMap<>();
        types.forEach(type -> asked.put(type, ask(type)));
        await(asked.values().stream().flatMap(List::stream).toList());
        Map<String, Load> fresh = new LinkedHashMap<>();
        asked.forEach((type, samples) -> {
            Load told = samples.stream().map(Contents::told).reduce(Load.NOTHING, Load::plus);
            fresh.put(type, told.actors() > 0 ? told : before.of(type));
        });
        return new Sizes(fresh, System.nanoTime());
    }

    private List<CompletableFuture<Load>> ask(String type) {
        List<Integer> filled = new ArrayList<>();
        for (InternalPartition shard : shards.getInternalPartitions()) {
            RecordStore<?> store = maps.getExistingRecordStore(shard.getPartitionId(), type);
            if (shard.isLocal() && store != null && store.size() > 0) {
                filled.add(shard.getPartitionId());
            }
        }
        Collections.shuffle(filled);
        return filled.stream()
                .limit(SAMPLED_SHARDS)
                .map(shard -> ask(type, shard))
                .toList();
    }

    private CompletableFuture<Load> ask(String type, int shard) {
        return OnShard.ask(engine, shard, () -> {
            RecordStore<?> store = maps.getExistingRecordStore(shard, type);
            return store == null ? Load.NOTHING : sample(store);
        });
    }

    private static void await(List<CompletableFuture<Load>> samples) {
        try {
            CompletableFuture.allOf(samples.toArray(CompletableFuture[]::new))
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Those that are there are taken.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Load told(CompletableFuture<Load> sample) {
        return sample.state() == Future.State.SUCCESS ? sample.resultNow() : Load.NOTHING;
    }
}
