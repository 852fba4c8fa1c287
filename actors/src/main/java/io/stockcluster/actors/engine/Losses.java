package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.internal.cluster.ClusterService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The hosts that this one has lost, and may not be gone.
 *
 * <p>Where only two hosts of three cannot reach each other, the third follows one of them, and which one the other learns
 * last. So from the moment that a host is lost this one answers nothing until the others of its majority have said anew that
 * they count it in, and that they have lost the same hosts.
 */
final class Losses {

    /** A host that is gone for longer is forgotten: whoever cannot reach it knows by then. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final ClusterService members;
    private final Fence fence;

    /** And when. Guarded by this. */
    private final Map<UUID, Long> lost = new HashMap<>();

    /** The cluster's immutable set of members at the last look: another one where anything has changed. */
    private volatile Set<Member> seen = Set.of();

    Losses(ClusterService members, Fence fence) {
        this.members = members;
        this.fence = fence;
    }

    /** Closes the fence, where a host has been lost since the last look. Called before each message is handled. */
    @SuppressWarnings("ReferenceEquality") // comparing members would cost each message
    void note() {
        if (members.getMembers() != seen) {
            look();
        }
    }

    private synchronized void look() {
        Set<Member> now = members.getMembers();
        Set<UUID> here = ids(now);
        long at = System.nanoTime();
        // A host that comes back after a split is another one, this one itself, too.
        boolean some = false;
        for (Member member : seen) {
            if (!member.localMember() && !here.contains(member.getUuid())) {
                some |= lost.put(member.getUuid(), at) == null;
            }
        }
        lost.keySet().removeAll(here);
        lost.values().removeIf(since -> at - since > REMEMBERED.toNanos());
        if (some) {
            fence.left();
        }
        seen = now;
    }

    Set<UUID> lost() {
        note();
        synchronized (this) {
            return Set.copyOf(lost.keySet());
        }
    }

    /** Whether this host counts that one in, and none of those whom that one has lost. */
    boolean agreesWith(UUID host, Collection<UUID> itsLosses) {
        note();
        Set<UUID> here = ids(seen);
        return here.contains(host) && itsLosses.stream().noneMatch(here::contains);
    }

    private static Set<UUID> ids(Set<Member> members) {
        return members.stream().map(Member::getUuid).collect(Collectors.toSet());
    }
}
