package io.stockcluster.actors.engine;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ActorId;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What this process's hosts hold of the actors, owned or as copies: hosts that hold the same say the same. */
public final class Held {

    /** Hashes are summed up: this keeps sums of small differences apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Held() {}

    /**
     * What the only host holds. Of each shard with actors of that type: how many, how many changes made them, and a hash over
     * all of them.
     */
    public static String of(String type) {
        return of(engine(), type);
    }

    /** The same of each host. */
    public static Stream<String> ofEach(String type) {
        return Hazelcast.getAllHazelcastInstances().stream().map(host -> of(engine(host), type));
    }

    private static String of(NodeEngine engine, String type) {
        List<CompletableFuture<String>> shards = IntStream.range(
                        0, engine.getPartitionService().getPartitionCount())
                .mapToObj(shard -> OnShard.ask(engine, shard, () -> of(engine, type, shard)))
                .toList();
        var all = new StringJoiner(" ");
        shards.stream()
                .map(CompletableFuture::join)
                .filter(answer -> !answer.isEmpty())
                .forEach(all::add);
        return all.toString();
    }

    public static int shardOf(ActorId id) {
        return engine().getPartitionService().getPartitionId((Object) id.key());
    }

    private static NodeEngine engine() {
        return engine(Hazelcast.getAllHazelcastInstances().iterator().next());
    }

    private static NodeEngine engine(HazelcastInstance host) {
        return ((HazelcastInstanceProxy) host).getOriginal().node.getNodeEngine();
    }

    private static String of(NodeEngine engine, String type, int shard) {
        MapService maps = engine.getService(MapService.SERVICE_NAME);
        RecordStore<?> store = maps.getMapServiceContext().getExistingRecordStore(shard, type);
        if (store == null || store.size() == 0) {
            return "";
        }
        var sum = new long[3];
        store.forEach(
                (key, record) -> {
                    Cell cell = engine.getSerializationService().toObject(record.getValue());
                    sum[0]++;
                    sum[1] += cell.version();
                    sum[2] += hash(engine, key, cell);
                },
                true);
        return shard + "=" + sum[0] + "/" + sum[1] + "/" + Long.toHexString(sum[2]);
    }

    /** The mark stands for all that led to the cell: two cells of one mark have one history. */
    private static long hash(NodeEngine engine, Data key, Cell cell) {
        long state = engine.getSerializationService().toData(cell.state()).hash64();
        return Objects.hash(key.hash64(), cell.version(), cell.mark(), state) * SPREAD;
    }
}
