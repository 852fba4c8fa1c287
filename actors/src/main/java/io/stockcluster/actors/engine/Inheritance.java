package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.internal.cluster.ClusterService;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.internal.partition.PartitionReplica;
import com.hazelcast.spi.impl.NodeEngine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Keeps a host from changing what it took over until the lease of the host that had it is over.
 *
 * <p>A host that the others have given up may live on, cut off, and answer reads until its lease ends: nobody can tell it
 * from a dead one. So its heirs answer reads, which say the same as its own, and take writes only when every host that is
 * left has said how long ago it confirmed the lost one for the last time.
 */
final class Inheritance {

    private static final Logger LOG = System.getLogger(Inheritance.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final HazelcastInstance instance;
    private final ClusterService members;
    private final InternalPartitionService shards;
    private final IExecutorService others;

    /** Hosts that are gone, and whose lease may not be over. */
    private final Set<UUID> unsettled = ConcurrentHashMap.newKeySet();

    private volatile Seen seen;

    /**
     * Who owned what when nobody was missing.
     *
     * @param version of the list of members
     * @param members the others' ids
     * @param owners by shard
     */
    private record Seen(int version, Set<UUID> members, Map<Integer, UUID> owners) {}

    Inheritance(HazelcastInstance instance, NodeEngine engine) {
        this.instance = instance;
        this.members = engine.getClusterService();
        this.shards = (InternalPartitionService) engine.getPartitionService();
        this.others = instance.getExecutorService(Leases.EXECUTOR);
        this.seen = look();
        instance.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                lookAgain();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                gone(event.getMember().getUuid());
            }
        });
        instance.getPartitionService().addMigrationListener(new Moves(this::lookAgain));
    }

    /** Why this host may not change that shard yet, if so. Called by the shard's thread. */
    Optional<String> shut(int shard) {
        Seen before = seen;
        if (before.version == members.getMemberListVersion()
                || members.getLocalMember().getUuid().equals(before.owners.get(shard))
                || nobodyMissing(before)) {
            return Optional.empty();
        }
        return Optional.of("Shard " + shard + " was another node's, which is gone: within " + Fence.LEASE.toSeconds()
                + " s it will have stopped answering for sure");
    }

    /** The event about a member that is gone may come later than the list without it. */
    private boolean nobodyMissing(Seen before) {
        if (!unsettled.isEmpty()) {
            return false;
        }
        Set<UUID> now = ids();
        return now.containsAll(before.members);
    }

    /** The other members. This one itself gets another id when it joins anew after a split. */
    private Set<UUID> ids() {
        var ids = new HashSet<UUID>();
        for (Member member : members.getMembers()) {
            if (!member.localMember()) {
                ids.add(member.getUuid());
            }
        }
        return ids;
    }

    /** Remembers who owns what now, unless somebody is missing whose lease may not be over. */
    private synchronized void lookAgain() {
        Seen now = look();
        seen.members.stream().filter(id -> !now.members.contains(id)).forEach(this::gone);
        if (unsettled.isEmpty()) {
            seen = now;
        }
    }

    private void gone(UUID host) {
        if (unsettled.add(host)) {
            Thread.startVirtualThread(() -> settle(host));
        }
    }

    private Seen look() {
        int version = members.getMemberListVersion();
        Set<UUID> ids = ids();
        var owners = new HashMap<Integer, UUID>();
        for (InternalPartition shard : shards.getInternalPartitions()) {
            PartitionReplica owner = shard.getReplica(0);
            if (owner != null) {
                owners.put(shard.getPartitionId(), owner.uuid());
            }
        }
        return new Seen(version, ids, owners);
    }

    private void settle(UUID gone) {
        try {
            Optional<Duration> left = Optional.empty();
            while (left.isEmpty()) {
                if (!instance.getLifecycleService().isRunning()) {
                    // This node stops, and takes over nothing any more.
                    return;
                }
                Thread.sleep(PAUSE);
                left = leaseLeft(gone);
            }
            LOG.log(Level.DEBUG, "Host " + gone + " is gone; its lease may last another " + left.get());
            Thread.sleep(left.get());
            settled(gone);
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.log(Level.DEBUG, "This node has stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void settled(UUID gone) {
        unsettled.remove(gone);
        seen = new Seen(seen.version, without(seen.members, gone), seen.owners);
        lookAgain();
    }

    private static Set<UUID> without(Set<UUID> ids, UUID gone) {
        var left = new HashSet<>(ids);
        left.remove(gone);
        return left;
    }

    /** For how long it may still hold a lease; empty where some host has not said. */
    private Optional<Duration> leaseLeft(UUID gone) throws InterruptedException {
        long left = 0;
        try {
            for (Member member : instance.getCluster().getMembers()) {
                long age =
                        others.submitToMember(new LastConfirmed(gone), member).get();
                if (age < 0) {
                    return Optional.empty();
                }
                left = Math.max(left, Fence.LEASE.toMillis() - age);
            }
        } catch (ExecutionException | RuntimeException e) {
            LOG.log(Level.DEBUG, "Not every host has said when it last confirmed host " + gone, e);
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(left));
    }
}
