package io.stockcluster.actors.engine;

import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.partition.PartitionLostEvent;
import com.hazelcast.partition.PartitionLostListener;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Shards whose last copy is gone. Hazelcast gives them a new, empty owner at once, by which nobody could tell: they are
 * remembered for some time, in which people notice, and the nodes that held them may turn out to be only cut off and come
 * back. After that, nothing is to be waited for.
 */
final class LostShards implements PartitionLostListener, LifecycleListener {

    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final IntSupplier copies;
    private final LongSupplier nanoTime;

    /** Since when. */
    private final Map<Integer, Long> lost = new ConcurrentHashMap<>();

    /** @param copies how many there are of each shard when nothing is missing */
    LostShards(IntSupplier copies, LongSupplier nanoTime) {
        this.copies = copies;
        this.nanoTime = nanoTime;
    }

    /** Told of each owner that died, too, with the number of copies that died with it. */
    @Override
    public void partitionLost(PartitionLostEvent event) {
        if (event.getLostBackupCount() >= copies.getAsInt() - 1) {
            lost.put(event.getPartitionId(), nanoTime.getAsLong());
        }
    }

    /** This node has joined those from which it was cut off: they have what it lacked. */
    @Override
    public void stateChanged(LifecycleEvent event) {
        if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
            lost.clear();
        }
    }

    Set<Integer> shards() {
        long now = nanoTime.getAsLong();
        lost.values().removeIf(since -> now - since > REMEMBERED.toNanos());
        return Set.copyOf(lost.keySet());
    }
}
