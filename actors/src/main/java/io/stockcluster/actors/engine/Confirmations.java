package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** When this host has last told others that it counts them in. Told and asked on one thread, in turn. */
final class Confirmations {

    private static final long LONG_AGO = TimeUnit.DAYS.toMillis(1);

    private final Map<UUID, Long> confirmedAt = new ConcurrentHashMap<>();

    /** Whether that host is a member, as far as this one knows. */
    static boolean counted(HazelcastInstance instance, UUID host) {
        return instance.getCluster().getMembers().stream()
                .anyMatch(member -> member.getUuid().equals(host));
    }

    /** That host is told now that it is counted in. */
    void told(UUID host) {
        confirmedAt.put(host, System.nanoTime());
    }

    /** Milliseconds since that host was last told that it is; negative where it would still be. */
    long age(UUID host, boolean counted) {
        Long at = confirmedAt.get(host);
        if (counted) {
            return -1;
        }
        return at == null ? LONG_AGO : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at);
    }
}
