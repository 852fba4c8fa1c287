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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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

    private static final Logger LOG = System.getLogger(Survey.class.getName());

    /** A shard that is busy for longer keeps neither the others' answers nor the next survey waiting. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

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

        Reading(NodeEngine engine, Hosted hosted) {
            this.engine = engine;
            this.hosted = hosted;
            this.shards = (InternalPartitionService) engine.getPartitionService();
            this.itsKeys = keys.stream()
                    .<Data>map(engine.getSerializationService()::toData)
                    .toList();
        }

        Surveyed surveyed() throws InterruptedException {
            List<CompletableFuture<Map<Integer, Object>>> shardsReplies = placesByShard().entrySet().stream()
                    .map(shard -> OnShard.ask(engine, shard.getKey(), () -> read(shard.getKey(), shard.getValue())))
                    .toList();
            try {
                CompletableFuture.allOf(shardsReplies.toArray(CompletableFuture[]::new))
                        .get(Math.min(limit.toNanos(), PATIENCE.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                LOG.log(Level.DEBUG, "A shard is busy or has failed: its actors are asked alone", e);
            }
            Map<Integer, Object> replies = new TreeMap<>();
            shardsReplies.stream()
                    .filter(shard -> shard.state() == Future.State.SUCCESS)
                    .forEach(shard -> replies.putAll(shard.resultNow()));
            return Surveyed.of(replies, engine.getSerializationService());
        }

        private Map<Integer, List<Integer>> placesByShard() {
            return IntStream.range(0, keys.size())
                    .boxed()
                    .collect(Collectors.groupingBy(place -> shards.getPartitionId(itsKeys.get(place))));
        }

        /** By place. On the shard's thread, which is alone with its actors. */
        private Map<Integer, Object> read(int number, List<Integer> places) {
            InternalPartition shard = shards.getPartition(number, false);
            if (!shard.isLocal() || shard.isMigrating()) {
                return Map.of();
            }
            MapService maps = engine.getService(MapService.SERVICE_NAME);
            RecordStore<?> store = maps.getMapServiceContext().getExistingRecordStore(number, type);
            Map<Integer, Object> replies = new HashMap<>();
            for (int place : places) {
                Record<?> found = store == null ? null : store.getRecord(itsKeys.get(place));
                reply(number, place, found == null ? null : found.getValue())
                        .ifPresent(reply -> replies.put(place, reply));
            }
            return replies;
        }

        private Optional<Object> reply(int shard, int place, Object cell) {
            if (cell != null && !(cell instanceof Cell)) {
                return Optional.empty();
            }
            var ask = new Ask(type, message, id + "/" + place, false, false, contexts.get(place));
            return hosted.sure(ask, new ActorId(type, keys.get(place)), shard, (Cell) cell);
        }
    }
}
