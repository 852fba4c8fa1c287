package io.stockcluster.actors.engine;

import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ActorId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One message to many actors of a host. Each shard's thread reads its own, between other messages, and under what holds
 * for a single ask: this host owns the shard, the shard does not move, the host holds its lease, and the copies are known
 * to have what the answer tells of. Where any of that is not so, or the message would change the actor, there is no
 * answer, nothing has happened, and the asker asks that actor alone.
 */
final class Survey extends Question<Surveyed> {

    /** Where hosts answer it. */
    static final String EXECUTOR = "actors-surveys";

    final String type;
    final List<String> keys;
    final Object message;

    /** What the messages are known by: this and each one's place. */
    final String id;

    /** Under what each actor is asked, see {@link io.stockcluster.actors.Observer}. */
    final List<String> contexts;

    /** How long the asker waits. */
    final Duration limit;

    Survey(String type, List<String> keys, Object message, String id, List<String> contexts, Duration limit) {
        this.type = type;
        this.keys = keys;
        this.message = message;
        this.id = id;
        this.contexts = contexts;
        this.limit = limit;
    }

    @Override
    public Surveyed call() throws InterruptedException {
        return new Reading(((HazelcastInstanceImpl) host()).node.getNodeEngine(), Hosted.in(host())).surveyed();
    }

    /** On a host. */
    private final class Reading {
        private final NodeEngine engine;
        private final Hosted hosted;
        private final InternalPartitionService shards;
        private final List<Data> itsKeys;

        /** By place; each is written by its shard's thread alone. */
        private final Object[] replies = new Object[keys.size()];

        Reading(NodeEngine engine, Hosted hosted) {
            this.engine = engine;
            this.hosted = hosted;
            this.shards = (InternalPartitionService) engine.getPartitionService();
            this.itsKeys = keys.stream()
                    .<Data>map(engine.getSerializationService()::toData)
                    .toList();
        }

        Surveyed surveyed() throws InterruptedException {
            CompletableFuture<?>[] reading = placesByShard().entrySet().stream()
                    .map(shard -> OnShard.ask(engine, shard.getKey(), () -> read(shard.getKey(), shard.getValue())))
                    .toArray(CompletableFuture<?>[]::new);
            try {
                CompletableFuture.allOf(reading).get(limit.toNanos(), TimeUnit.NANOSECONDS);
                return Surveyed.of(replies, engine.getSerializationService());
            } catch (TimeoutException | ExecutionException e) {
                // A shard is too busy, or failed: what others have written meanwhile is not for this thread to see.
                return Surveyed.NOTHING;
            }
        }

        private Map<Integer, List<Integer>> placesByShard() {
            return IntStream.range(0, keys.size())
                    .boxed()
                    .collect(Collectors.groupingBy(place -> shards.getPartitionId(itsKeys.get(place))));
        }

        /** On the shard's thread, which is alone with its actors. Whether it was this host's to answer. */
        private boolean read(int number, List<Integer> places) {
            InternalPartition shard = shards.getPartition(number, false);
            if (!shard.isLocal() || shard.isMigrating()) {
                return false;
            }
            MapService maps = engine.getService(MapService.SERVICE_NAME);
            RecordStore<?> store = maps.getMapServiceContext().getExistingRecordStore(number, type);
            for (int place : places) {
                Record<?> found = store == null ? null : store.getRecord(itsKeys.get(place));
                replies[place] = reply(number, place, found == null ? null : found.getValue());
            }
            return true;
        }

        private Object reply(int shard, int place, Object cell) {
            if (cell != null && !(cell instanceof Cell)) {
                return null;
            }
            var ask = new Ask(type, message, id + "/" + place, false, false, contexts.get(place));
            return hosted.sure(ask, new ActorId(type, keys.get(place)), shard, (Cell) cell)
                    .orElse(null);
        }
    }
}
