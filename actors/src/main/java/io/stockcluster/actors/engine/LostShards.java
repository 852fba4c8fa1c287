package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.partition.PartitionLostEvent;
import com.hazelcast.partition.PartitionLostListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Shards whose last copy is gone. Hazelcast gives them a new, empty owner at once, by which nobody could tell: they are
 * remembered for some time, in which people notice, and the nodes that held them may turn out to be only cut off and come
 * back. A node that does so tells the others what it has brought. After that time, nothing is to be waited for.
 */
final class LostShards implements PartitionLostListener, LifecycleListener, HazelcastInstanceAware {

    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final Logger LOG = System.getLogger(LostShards.class.getName());
    private static final String KEY = "io.stockcluster.actors.lost-shards";

    private final IntSupplier copies;
    private final LongSupplier nanoTime;

    /** Since when. */
    private final Map<Integer, Long> lost = new ConcurrentHashMap<>();

    private HazelcastInstance self;

    /** What it owned on the smaller side of a split, and had not lost there. */
    private List<Integer> bringing = List.of();

    /** @param copies how many there are of each shard when nothing is missing */
    LostShards(IntSupplier copies, LongSupplier nanoTime) {
        this.copies = copies;
        this.nanoTime = nanoTime;
    }

    void into(Config config) {
        config.addListenerConfig(new ListenerConfig(this));
        config.getUserContext().put(KEY, this);
    }

    static LostShards in(HazelcastInstance instance) {
        return (LostShards) instance.getUserContext().get(KEY);
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        self = instance;
    }

    /** Told of each owner that died, too, with the number of copies that died with it. */
    @Override
    public void partitionLost(PartitionLostEvent event) {
        if (event.getLostBackupCount() >= copies.getAsInt() - 1) {
            lost.put(event.getPartitionId(), nanoTime.getAsLong());
        }
    }

    /** Where this node has joined those from which it was cut off, they have what it lacked, and what it brought. */
    @Override
    public void stateChanged(LifecycleEvent event) {
        switch (event.getState()) {
            case MERGING -> bringing = owned();
            case MERGED -> {
                lost.clear();
                tell(bringing);
            }
            default -> {}
        }
    }

    private List<Integer> owned() {
        Set<Integer> empty = shards();
        InternalPartition[] all =
                ((HazelcastInstanceImpl) self).node.getPartitionService().getInternalPartitions();
        return Arrays.stream(all)
                .filter(InternalPartition::isLocal)
                .map(InternalPartition::getPartitionId)
                .filter(shard -> !empty.contains(shard))
                .toList();
    }

    private void tell(List<Integer> brought) {
        var told = new Told();
        for (Member member : self.getCluster().getMembers()) {
            if (!member.localMember()) {
                try {
                    self.getExecutorService(Leases.EXECUTOR).submitToMember(new Brought(brought), member, told);
                } catch (RejectedExecutionException e) {
                    told.onFailure(e);
                }
            }
        }
    }

    private record Told() implements ExecutionCallback<Boolean> {

        @Override
        public void onResponse(Boolean known) {}

        @Override
        public void onFailure(Throwable failure) {
            LOG.log(Level.DEBUG, "A host does not know what this one has brought", failure);
        }
    }

    /** Another node has brought them. */
    void found(List<Integer> brought) {
        lost.keySet().removeAll(brought);
    }

    Set<Integer> shards() {
        long now = nanoTime.getAsLong();
        lost.values().removeIf(since -> now - since > REMEMBERED.toNanos());
        return Set.copyOf(lost.keySet());
    }
}
