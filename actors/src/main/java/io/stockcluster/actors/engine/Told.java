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
 * A number that each host tells of each type, of which the smallest counts for all: in a mixed cluster, all can do what the
 * least of them can. They are attributes of a host's membership, and so before any copy can be at a host, its are known.
 */
final class Told {

    /** What a host tells, and what is taken of one that is from before it was told. */
    enum What {
        /** Which version of its behaviour it runs. */
        VERSION("actors.version.", 1) {
            @Override
            int of(ActorType<?, ?, ?, ?> type) {
                return type.behavior().version();
            }
        },
        /** How many copies of an actor there are to be. Of a type that it does not know, a host makes Hazelcast's two. */
        COPIES("actors.copies.", 2) {
            @Override
            int of(ActorType<?, ?, ?, ?> type) {
                return type.replication().factor();
            }
        };

        private final String attribute;
        private final int untold;

        What(String attribute, int untold) {
            this.attribute = attribute;
            this.untold = untold;
        }

        abstract int of(ActorType<?, ?, ?, ?> type);
    }

    private record Smallest(Set<Member> of, Map<String, Integer> byType) {}

    private final What what;
    private final ClusterService cluster;
    private final Collection<String> types;

    /** Made anew when the cluster's immutable set of members is another one. */
    private volatile Smallest smallest = new Smallest(Set.of(), Map.of());

    Told(What what, NodeEngine engine, Collection<String> types) {
        this.what = what;
        this.cluster = engine.getClusterService();
        this.types = types;
    }

    /** Has the host of that configuration tell all of it. */
    static void tell(Config config, Collection<ActorType<?, ?, ?, ?>> types) {
        for (What what : What.values()) {
            types.forEach(type -> config.getMemberAttributeConfig()
                    .setAttribute(what.attribute + type.name(), Integer.toString(what.of(type))));
        }
    }

    @SuppressWarnings("ReferenceEquality") // another set is another cluster; comparing members would cost each message
    int smallest(String type) {
        Set<Member> members = cluster.getMembers();
        Smallest known = smallest;
        if (known.of() != members) {
            known = new Smallest(members, smallest(members));
            smallest = known;
        }
        return known.byType().getOrDefault(type, what.untold);
    }

    private Map<String, Integer> smallest(Set<Member> members) {
        Map<String, Integer> byType = new HashMap<>();
        for (String type : types) {
            byType.put(
                    type,
                    members.stream()
                            .map(member -> member.getAttribute(what.attribute + type))
                            .mapToInt(number -> number == null ? what.untold : Integer.parseInt(number))
                            .min()
                            .orElse(what.untold));
        }
        return byType;
    }
}
