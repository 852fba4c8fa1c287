package io.stockcluster.actors.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.map.IMap;
import com.hazelcast.spi.impl.SerializationServiceSupport;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** From a host. */
record MemberLine(HazelcastInstance member) implements Line {

    @Override
    public Object call(String type, String key, Ask ask, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        IMap<String, Cell> actors = member.getMap(type);
        return actors.submitToKey(key, ask).toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Optional<UUID> owner(String key) {
        return Optional.ofNullable(
                        member.getPartitionService().getPartition(key).getOwner())
                .map(Member::getUuid);
    }

    @Override
    public Answering survey(UUID host, Survey survey) {
        var answer = member.getExecutorService(Survey.EXECUTOR)
                .submitToMember(
                        survey,
                        member.getCluster().getMembers().stream()
                                .filter(one -> one.getUuid().equals(host))
                                .findFirst()
                                .orElseThrow(() -> new IllegalStateException("Host " + host + " is gone")));
        return limit -> answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public SerializationService serialization() {
        return ((SerializationServiceSupport) member).getSerializationService();
    }
}
