package io.stockcluster.actors.engine;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.PartitionReplica;
import com.hazelcast.internal.partition.impl.InternalPartitionServiceImpl;
import com.hazelcast.internal.partition.impl.PartitionReplicaManager;
import com.hazelcast.internal.services.ServiceNamespace;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ActorType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How many copies of a shard count.
 *
 * <p>An owner keeps as many as its own settings say. So while hosts are told to keep more than before, or fewer, one after
 * the other, some shards have fewer copies than others, and no more than the least of all hosts' numbers can be counted on.
 *
 * <p>Once the last host that keeps fewer is gone, the further copies are to be made. Hazelcast has had hosts for them in its
 * table all along, has sent them nothing, and takes them for complete, since nothing was ever missed by them. So each host
 * declares those in its hands void and fetches them, and says until then that its shards lack them.
 */
final class Counted {

    private static final Logger LOG = System.getLogger(Counted.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<OfType> types;
    private volatile Joined joined;

    private record Joined(
            HazelcastInstance instance, NodeEngine engine, InternalPartitionServiceImpl shards, Told told) {

        int replica(InternalPartition shard) {
            return shard.getReplicaIndex(PartitionReplica.from(engine.getLocalMember()));
        }
    }

    /** What one type has. Only one thread at a time changes it. */
    private static final class OfType {

        private final String name;
        private final ServiceNamespace namespace;

        /** Copies of each shard that are there, as far as this host should hold them. */
        private volatile int made;

        /** Shards whose further copy here was declared void, and which of the shard's copies that was. */
        private final Map<Integer, Integer> asked = new ConcurrentHashMap<>();

        /** Shards whose further copy here has come. */
        private final Set<Integer> come = ConcurrentHashMap.newKeySet();

        OfType(ActorType<?, ?, ?, ?> type) {
            name = type.name();
            namespace = MapService.getObjectNamespace(type.name());
            made = type.replication().factor();
        }

        boolean lacks(int shard, int replica, int wanted) {
            return made <= replica && replica < wanted && !come.contains(shard);
        }

        void made(int copies) {
            made = copies;
            asked.clear();
            come.clear();
        }
    }

    Counted(Collection<ActorType<?, ?, ?, ?>> types) {
        this.types = types.stream().map(OfType::new).toList();
    }

    /** This host has joined, and holds nothing that it was not given by owners that keep as many copies as it knows of. */
    void open(HazelcastInstance instance, NodeEngine engine, Told copies) {
        joined = new Joined(instance, engine, (InternalPartitionServiceImpl) engine.getPartitionService(), copies);
        types.forEach(type -> type.made(copies.smallest(type.name)));
        instance.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                Thread.startVirtualThread(Counted.this::follow);
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                Thread.startVirtualThread(Counted.this::follow);
            }
        });
        Thread.startVirtualThread(this::follow);
    }

    /** How many copies a shard should have: those of the type that has the most. */
    int wanted() {
        return types.stream().mapToInt(this::wanted).max().orElse(1);
    }

    /** How many there are of each shard, when nothing else is missing. */
    int made() {
        return types.stream()
                .mapToInt(type -> Math.min(type.made, wanted(type)))
                .max()
                .orElse(1);
    }

    private int wanted(OfType type) {
        Joined here = joined;
        return here == null ? type.made : here.told().smallest(type.name);
    }

    /** Whether this host should hold a copy of that shard that it has yet to fetch. */
    boolean lacks(InternalPartition shard) {
        Joined here = joined;
        if (here == null) {
            return false;
        }
        int replica = here.replica(shard);
        return types.stream().anyMatch(type -> type.lacks(shard.getPartitionId(), replica, wanted(type)));
    }

    private synchronized void follow() {
        Joined here = joined;
        try {
            for (OfType type : types) {
                while (here.instance().getLifecycleService().isRunning() && !hasBeenDone(here, type)) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasBeenDone(Joined here, OfType type) throws InterruptedException {
        try {
            return isDone(here, type);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The copies of '" + type.name + "' that are missing are yet to be fetched", e);
            return false;
        }
    }

    private boolean isDone(Joined here, OfType type) throws InterruptedException {
        int wanted = wanted(type);
        List<InternalPartition> lacking = Arrays.stream(here.shards().getInternalPartitions())
                .filter(shard -> type.lacks(shard.getPartitionId(), here.replica(shard), wanted))
                .toList();
        if (lacking.isEmpty()) {
            type.made(wanted);
            return true;
        }
        if (type.asked.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "Every host is to keep " + wanted + " copies of each '" + type.name
                            + "' now: this one fetches those of "
                            + lacking.size() + " shards that it should hold by that");
        }
        fetch(here, type, lacking, wanted);
        return false;
    }

    private static void fetch(Joined here, OfType type, List<InternalPartition> shards, int wanted)
            throws InterruptedException {
        CompletableFuture<?>[] steps = shards.stream()
                .map(shard ->
                        OnShard.ask(here.engine(), shard.getPartitionId(), () -> fetch(here, type, shard, wanted)))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(steps).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "Not all copies could be asked for, and are asked for again", e);
        }
    }

    /**
     * On the shard's thread, which is alone with its copies. Of many that are asked for at a time Hazelcast heeds some:
     * the others are asked for again.
     */
    private static boolean fetch(Joined here, OfType type, InternalPartition shard, int wanted) {
        int number = shard.getPartitionId();
        int replica = here.replica(shard);
        if (!type.lacks(number, replica, wanted)) {
            return true;
        }
        PartitionReplicaManager copies = here.shards().getReplicaManager();
        Integer before = type.asked.put(number, replica);
        if (before == null || before != replica) {
            copies.markPartitionReplicaAsSyncRequired(number, type.namespace, replica);
        } else if (copies.getPartitionReplicaVersions(number, type.namespace)[replica - 1]
                != PartitionReplicaManager.REQUIRES_SYNC) {
            type.come.add(number);
            return true;
        }
        copies.triggerPartitionReplicaSync(number, List.of(type.namespace), replica);
        return false;
    }
}
