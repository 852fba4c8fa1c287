package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/**
 * Who is about to leave, as hosts tell each other. Where all of them go, as when a whole cluster is deleted, handing over
 * from one to the other is of no use to anybody.
 */
final class Departures {

    private static final String KEY = "io.stockcluster.actors.departures";
    private static final Logger LOG = System.getLogger(Departures.class.getName());

    private static final ExecutionCallback<Boolean> TOLD = new ExecutionCallback<>() {
        @Override
        public void onResponse(Boolean noted) {
            // It knows now.
        }

        @Override
        public void onFailure(Throwable failure) {
            LOG.log(Level.DEBUG, "A host does not know that this one is about to leave", failure);
        }
    };

    private final Set<UUID> leaving = ConcurrentHashMap.newKeySet();

    /** Makes this what other hosts tell the instance with that configuration. */
    void into(Config config) {
        config.getUserContext().put(KEY, this);
    }

    static Departures in(HazelcastInstance instance) {
        return (Departures) instance.getUserContext().get(KEY);
    }

    void told(UUID host) {
        leaving.add(host);
    }

    /** Tells all others that this host is about to leave, and does not wait. */
    void announce(HazelcastInstance self) {
        var farewell = new Farewell(self.getCluster().getLocalMember().getUuid());
        for (Member member : self.getCluster().getMembers()) {
            if (!member.localMember()) {
                try {
                    self.getExecutorService(Leases.EXECUTOR).submitToMember(farewell, member, TOLD);
                } catch (RejectedExecutionException e) {
                    TOLD.onFailure(e);
                }
            }
        }
    }

    boolean leaves(Member member) {
        return leaving.contains(member.getUuid());
    }

    /** The other hosts that take actors. */
    static Set<UUID> others(HazelcastInstance self) {
        return self.getCluster().getMembers().stream()
                .filter(member -> !member.localMember() && !member.isLiteMember())
                .map(Member::getUuid)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean allLeave(Set<UUID> hosts) {
        return leaving.containsAll(hosts);
    }
}
