package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.internal.cluster.ClusterService;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ActorType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which version of each behaviour the cluster's oldest host runs. Each host tells its own as attributes of its
 * membership, and so before any copy can be at a host, its versions are known.
 */
final class Versions {

    private static final String ATTRIBUTE = "actors.version.";

    /** What a host runs that tells nothing: from before there were versions. */
    private static final int FIRST = 1;

    private record Oldest(Set<Member> of, Map<String, Integer> byType) {}

    private final ClusterService cluster;
    private final Collection<String> types;

    /** Made anew when the cluster's immutable set of members is another one. */
    private volatile Oldest oldest = new Oldest(Set.of(), Map.of());

    Versions(NodeEngine engine, Collection<String> types) {
        this.cluster = engine.getClusterService();
        this.types = types;
    }

    static void tell(Config config, Collection<ActorType<?, ?, ?, ?>> types) {
        types.forEach(type -> config.getMemberAttributeConfig()
                .setAttribute(
                        ATTRIBUTE + type.name(),
                        Integer.toString(type.behavior().version())));
    }

    @SuppressWarnings("ReferenceEquality") // another set is another cluster; comparing members would cost each message
    int oldest(String type) {
        Set<Member> members = cluster.getMembers();
        Oldest known = oldest;
        if (known.of() != members) {
            known = new Oldest(members, oldest(members));
            oldest = known;
        }
        return known.byType().getOrDefault(type, FIRST);
    }

    private Map<String, Integer> oldest(Set<Member> members) {
        Map<String, Integer> byType = new HashMap<>();
        for (String type : types) {
            byType.put(
                    type,
                    members.stream()
                            .map(member -> member.getAttribute(ATTRIBUTE + type))
                            .mapToInt(version -> version == null ? FIRST : Integer.parseInt(version))
                            .min()
                            .orElse(FIRST));
        }
        return byType;
    }
}
