package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.stockcluster.actors.ClusterView;
import java.util.List;
import java.util.Optional;

/** How a node sees its cluster, by what it knows itself. */
final class Viewer {

    private final HazelcastInstance instance;
    private final Optional<Host> host;
    private final Following following;
    private final int expected;

    /**
     * The view of a node.
     *
     * @param expected how many hosts make up the cluster, as an asker was told before any host has said so; 0 for those it
     *     sees
     */
    Viewer(HazelcastInstance instance, Optional<Host> host, Following following, int expected) {
        this.instance = instance;
        this.host = host;
        this.following = following;
        this.expected = expected;
    }

    ClusterView view(boolean leaving, boolean reachable) {
        if (!instance.getLifecycleService().isRunning()) {
            return new ClusterView(
                    ClusterView.State.LEAVING,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    expected(0),
                    false,
                    Optional.empty(),
                    0);
        }
        List<ClusterView.Member> members = reachable ? members() : List.of();
        int hosts = expected(members.size());
        return new ClusterView(
                leaving ? ClusterView.State.LEAVING : state(reachable),
                host.map(h -> instance.getLocalEndpoint().getUuid().toString()),
                members.stream().findFirst().map(ClusterView.Member::id),
                members,
                hosts,
                host.map(h -> h.fence().open()).orElse(members.size() > hosts / 2),
                host.map(h -> h.copies()
                        .view(
                                Math.max(1, hosts),
                                following.remaining() || anyHandsOver(members),
                                members.size() > hosts / 2)),
                host.map(h -> h.relay().parked()).orElse(0));
    }

    /** What it hands over is planned by another host, from which this one hears a moment later. */
    private static boolean anyHandsOver(List<ClusterView.Member> members) {
        return members.stream().anyMatch(member -> member.state() == ClusterView.State.DRAINING);
    }

    private ClusterView.State state(boolean reachable) {
        return host.map(h -> h.merging().underWay()
                        ? ClusterView.State.MERGING
                        : h.draining().state())
                .orElse(reachable ? ClusterView.State.ACTIVE : ClusterView.State.JOINING);
    }

    /** Oldest first, as Hazelcast lists them. */
    private List<ClusterView.Member> members() {
        return instance.getCluster().getMembers().stream()
                .map(member -> new ClusterView.Member(
                        String.valueOf(member.getAttribute(Settings.NODE)),
                        member.getUuid().toString(),
                        state(member)))
                .toList();
    }

    private ClusterView.State state(Member member) {
        return host.map(h -> h.drains().state(member))
                .orElseGet(() -> following.told(member.getUuid().toString()));
    }

    private int expected(int inView) {
        return host.map(h -> h.fence().expected()).orElseGet(() -> {
            int told = following.expected();
            return told > 0 ? told : Math.max(expected, inView);
        });
    }
}
