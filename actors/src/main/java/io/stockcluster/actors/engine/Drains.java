package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.DrainRefused;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which hosts are drained or about to be, as all hosts agree: two that are asked at the same moment must not both think
 * that the other one stays. Each claims it here first; one that left has no claim any more.
 */
final class Drains {

    /** Where claims are kept. */
    static final String MAP = "actors-drains";

    private static final String KEY = "hosts";
    private static final int TRIES = 20;

    private final HazelcastInstance instance;
    private final Departures departures;
    private final int mostCopies;
    private final IMap<String, String> claims;
    private volatile Set<String> known = Set.of();

    /**
     * Knows from now on who is being drained.
     *
     * @param departures who is about to leave, and takes nothing any more
     * @param mostCopies how many copies those actors have that have the most
     */
    Drains(HazelcastInstance instance, Departures departures, int mostCopies) {
        this.instance = instance;
        this.departures = departures;
        this.mostCopies = mostCopies;
        this.claims = instance.getMap(MAP);
        claims.addEntryListener((EntryAddedListener<String, String>) this::told, KEY, true);
        claims.addEntryListener((EntryUpdatedListener<String, String>) this::told, KEY, true);
        known = ids(claims.get(KEY));
    }

    private void told(EntryEvent<String, String> event) {
        known = ids(event.getValue());
    }

    private static Set<String> ids(String joined) {
        return joined == null || joined.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(joined.split(",")));
    }

    /** What the host does, as far as this one has heard. */
    ClusterView.State state(Member host) {
        if (host.isLiteMember()) {
            return ClusterView.State.DRAINED;
        }
        return known.contains(host.getUuid().toString()) ? ClusterView.State.DRAINING : ClusterView.State.ACTIVE;
    }

    /** Those that are drained or about to be, by id. */
    Map<String, ClusterView.State> idle() {
        return instance.getCluster().getMembers().stream()
                .filter(host -> state(host) != ClusterView.State.ACTIVE)
                .collect(Collectors.toUnmodifiableMap(host -> host.getUuid().toString(), this::state));
    }

    /**
     * This host is about to be drained.
     *
     * @throws DrainRefused those that would remain cannot take it over
     */
    void claim() {
        change(true);
    }

    /** This host takes its share again. */
    void release() {
        change(false);
    }

    private void change(boolean claim) {
        for (int tries = 0; tries < TRIES; tries++) {
            if (changed(claim)) {
                return;
            }
        }
        throw new IllegalStateException("The hosts do not agree on which of them are drained: try again");
    }

    /** Whether nobody came in between. */
    private boolean changed(boolean claim) {
        String self = instance.getCluster().getLocalMember().getUuid().toString();
        Set<Member> members = instance.getCluster().getMembers();
        try {
            String before = claims.get(KEY);
            Set<String> claimed = new TreeSet<>(ids(before));
            claimed.retainAll(
                    members.stream().map(member -> member.getUuid().toString()).collect(Collectors.toSet()));
            if (!claim) {
                claimed.remove(self);
            } else if (claimed.add(self)) {
                check(claimed, members);
            }
            String after = String.join(",", claimed);
            return before == null ? claims.putIfAbsent(KEY, after) == null : claims.replace(KEY, before, after);
        } catch (IndeterminateOperationStateException e) {
            // A copy was about to move. Whether it is there is seen at the next try.
            return false;
        }
    }

    private void check(Set<String> claimed, Set<Member> members) {
        List<String> remaining = members.stream()
                .filter(member -> !member.isLiteMember()
                        && !departures.leaves(member)
                        && !claimed.contains(member.getUuid().toString()))
                .map(member -> member.getAttribute(Settings.NODE))
                .toList();
        if (remaining.isEmpty()) {
            throw new DrainRefused(
                    DrainRefused.Reason.LAST_HOST,
                    "This is the last node that hosts actors: there is no other to hand them over to");
        }
        int others = members.size() - remaining.size() - 1;
        if (others > 0 && remaining.size() < mostCopies) {
            throw new DrainRefused(
                    DrainRefused.Reason.COPIES_DO_NOT_FIT,
                    others + " other node(s) are drained, or about to be or to leave. Without this one, too, "
                            + remaining.size() + " would remain (" + String.join(", ", remaining) + ") for the "
                            + mostCopies + " copies of an actor: undrain another one first, or add nodes");
        }
    }
}
