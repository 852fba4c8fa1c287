package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.internal.cluster.ClusterService;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The hosts that this one has lost, and may not be gone.
 *
 * <p>Where only two hosts of three cannot reach each other, the third follows one of them, and which one the other learns
 * last. So from the moment that a host is lost this one answers nothing until the others of its majority have said anew that
 * they count it in, and that they have lost the same hosts.
 */
final class Losses {

    private final ClusterService members;
    private final Contacts contacts;
    private final Fence fence;
    private final Set<UUID> noted = ConcurrentHashMap.newKeySet();

    /** The cluster's immutable set of members at the last look: another one where anything has changed. */
    private volatile Set<Member> seen = Set.of();

    Losses(ClusterService members, Contacts contacts, Fence fence) {
        this.members = members;
        this.contacts = contacts;
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
        Set<UUID> lost = without(now);
        noted.retainAll(lost);
        if (noted.addAll(lost)) {
            fence.left();
        }
        seen = now;
    }

    /** Those that this host was in touch with. */
    Set<UUID> lost() {
        return without(members.getMembers());
    }

    private Set<UUID> without(Set<Member> there) {
        Set<UUID> ids = there.stream().map(Member::getUuid).collect(Collectors.toSet());
        return contacts.hosts().stream().filter(host -> !ids.contains(host)).collect(Collectors.toUnmodifiableSet());
    }
}
