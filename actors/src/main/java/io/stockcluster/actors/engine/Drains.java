package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import com.hazelcast.partition.NoDataMemberInClusterException;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.DrainRefused;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which hosts are drained or about to be, as all hosts agree: two that are asked at the same moment must not both think
 * that the other one stays. Each claims it here first; one that left has no claim any more.
 */
final class Drains {

    /** Where claims are kept. */
    static final String MAP = "actors-drains";

    private static final String KEY = "hosts";
    private static final int TRIES = 20;
    private static final long PATIENCE_SECONDS = 1;

    private final HazelcastInstance instance;
    private final Departures departures;
    private final IntSupplier copies;
    private final IntSupplier expected;
    private final IMap<String, String> claims;
    private volatile Set<String> known = Set.of();

    /**
     * Knows from now on who is being drained.
     *
     * @param departures who is about to leave, and takes nothing any more
     * @param copies how many of each shard there should be
     * @param expected how many hosts make up the cluster
     */
    Drains(HazelcastInstance instance, Departures departures, IntSupplier copies, IntSupplier expected) {
        this.instance = instance;
        this.departures = departures;
        this.copies = copies;
        this.expected = expected;
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

    /** Whether this host has to take actors: who leaves could hand over to nobody else. */
    boolean mustTake() {
        return !departures.leaves(instance.getCluster().getLocalMember()) && nobodyElseTakes();
    }

    /** Whether no other host has a share of the actors and is about to keep it. */
    boolean nobodyElseTakes() {
        Set<String> claimed = freshly();
        return instance.getCluster().getMembers().stream()
                .noneMatch(member -> !member.localMember() && takes(member, claimed));
    }

    /** What this host was told may be older than what was claimed before another one heard of a departure. */
    private Set<String> freshly() {
        try {
            String joined = claims.getAsync(KEY).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ids(joined);
        } catch (ExecutionException | TimeoutException | NoDataMemberInClusterException e) {
            return known;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return known;
        }
    }

    private boolean takes(Member host, Set<String> claimed) {
        return !host.isLiteMember()
                && !departures.leaves(host)
                && !claimed.contains(host.getUuid().toString());
    }

    /**
     * This host is about to be drained.
     *
     * @throws DrainRefused those that would remain cannot take it over
     * @throws ActorsUnreachable the others cannot be told now
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
        throw new ActorsUnreachable(
                "The hosts do not agree on which of them are drained, since their copies of that are"
                        + " about to move: ask again");
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
        } catch (NoDataMemberInClusterException e) {
            throw new ActorsUnreachable("No node holds data that could keep which of them are drained", e);
        }
    }

    /**
     * What was found when this host was to be drained holds no more, once somebody has gone.
     *
     * @throws DrainRefused those that would remain cannot take it over
     */
    void check() {
        Set<String> claimed = new TreeSet<>(ids(claims.get(KEY)));
        claimed.add(instance.getCluster().getLocalMember().getUuid().toString());
        check(claimed, instance.getCluster().getMembers());
    }

    private void check(Set<String> claimed, Set<Member> members) {
        List<String> remaining = members.stream()
                .filter(member -> takes(member, claimed))
                .map(member -> member.getAttribute(Settings.NODE))
                .toList();
        if (remaining.isEmpty()) {
            throw new DrainRefused(
                    DrainRefused.Reason.LAST_HOST,
                    "This is the last node that hosts actors: there is no other to hand them over to");
        }
        int idle = members.size() - remaining.size() - 1;
        int missing = Math.max(0, expected.getAsInt() - members.size());
        if (idle + missing > 0 && remaining.size() < copies.getAsInt()) {
            throw new DrainRefused(
                    DrainRefused.Reason.COPIES_DO_NOT_FIT,
                    absent(idle, missing) + ". Without this one, too, " + remaining.size() + " would remain ("
                            + String.join(", ", remaining) + ") for the " + copies.getAsInt() + " copies of an actor: "
                            + (missing > 0
                                    ? "wait until all nodes are there, or tell the cluster to expect fewer"
                                    : "undrain another one first, or add nodes"));
        }
    }

    private String absent(int idle, int missing) {
        return Stream.of(
                        idle > 0 ? idle + " other node(s) are drained, or about to be or to leave" : "",
                        missing > 0 ? missing + " of " + expected.getAsInt() + " expected nodes are missing" : "")
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.joining(", and "));
    }
}
