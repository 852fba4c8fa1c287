package io.stockcluster.bench.engine;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.bench.counter.Counters;
import io.stockcluster.bench.measure.Latencies;
import io.stockcluster.bench.report.Report;
import io.stockcluster.bench.servers.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long writes fail when a server dies or freezes: from {@code kill -9} or {@code kill -STOP} until an actor on each of
 * its shards has taken a write again. Callers ask as an application would, again 10 ms after each failure. What counts
 * for a server is its last shard.
 */
final class Failover {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Plan plan;
    private final Servers servers;
    private final ActorSystem actors;

    /** Knows which server owns what: the engine's client does not tell. */
    private final HazelcastInstance table;

    /** A key on each shard. */
    private final Map<Integer, String> keys = new HashMap<>();

    private Failover(Plan plan, Servers servers, ActorSystem actors, HazelcastInstance table) {
        this.plan = plan;
        this.servers = servers;
        this.actors = actors;
        this.table = table;
        int shards = table.getPartitionService().getPartitions().size();
        for (int i = 0; keys.size() < shards; i++) {
            keys.putIfAbsent(
                    table.getPartitionService().getPartition(Driver.key(i)).getPartitionId(), Driver.key(i));
        }
    }

    static void measure(Plan plan, Servers servers, Report report) throws InterruptedException, TimeoutException {
        var config = ActorSystemConfig.client(Servers.CLUSTER, "driver", servers.addresses());
        var tableConfig = new ClientConfig().setClusterName(Servers.CLUSTER);
        tableConfig.setProperty("hazelcast.logging.type", "jdk");
        tableConfig.getMetricsConfig().setEnabled(false);
        tableConfig.getNetworkConfig().setAddresses(servers.addresses());
        try (var actors = ActorSystem.start(config, Counters.all())) {
            HazelcastInstance table = HazelcastClient.newHazelcastClient(tableConfig);
            try {
                new Failover(plan, servers, actors, table).measure(report);
            } finally {
                table.shutdown();
            }
        }
    }

    private void measure(Report report) throws InterruptedException, TimeoutException {
        // A client that has just started may still lack the connections on which copies acknowledge.
        keys.values().forEach(key -> untilWritten(key, System.nanoTime()));
        List<Long> shards = new ArrayList<>();
        List<Long> kills = new ArrayList<>();
        for (int kill = 0; kill < plan.kills(); kill++) {
            int victim = kill % Servers.COUNT;
            List<Long> times = without(victim, servers::kill);
            shards.addAll(times);
            kills.add(times.stream().mapToLong(Long::longValue).max().orElseThrow());
            servers.restart(victim);
            servers.awaitSafe(LIMIT);
        }
        List<Long> freezes = new ArrayList<>();
        for (int freeze = 0; freeze < plan.freezes(); freeze++) {
            int victim = freeze % Servers.COUNT;
            List<Long> times = without(victim, servers::freeze);
            freezes.add(times.stream().mapToLong(Long::longValue).max().orElseThrow());
            servers.wake(victim);
            servers.awaitSafe(LIMIT);
        }
        var byKill = new Latencies(kills.stream().sorted().toList());
        var byShard = new Latencies(shards.stream().sorted().toList());
        var byFreeze = new Latencies(freezes.stream().sorted().toList());
        report.add("failover_kills", kills.size(), "servers killed by kill -9, one after the other")
                .add("failover_shards", shards.size(), "shards that they owned")
                .add("failover_shard_p50_s", byShard.seconds(50), "a write to half of the shards after, s")
                .add("failover_p50_s", byKill.seconds(50), "writes to all shards after, median of the kills, s")
                .add("failover_p99_s", byKill.seconds(99), "writes to all shards after, p99 of the kills, s")
                .add("failover_max_s", byKill.seconds(100), "writes to all shards after, the slowest kill, s")
                .add("failover_freezes", freezes.size(), "servers frozen by kill -STOP, one after the other")
                .add("failover_frozen_p50_s", byFreeze.seconds(50), "writes to all of their shards after, median, s")
                .add("failover_frozen_p99_s", byFreeze.seconds(99), "writes to all of their shards after, p99, s");
    }

    /** What ends a server, or seems to. */
    private interface End {
        void of(int server) throws InterruptedException;
    }

    /** The time that each of the server's shards took, in nanoseconds. */
    private List<Long> without(int server, End end) throws InterruptedException {
        List<String> victims = ownedBy(servers.port(server));
        long[] times = new long[victims.size()];
        long start = System.nanoTime();
        end.of(server);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            int number = i;
            callers.add(Thread.startVirtualThread(() -> times[number] = untilWritten(victims.get(number), start)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return Arrays.stream(times).boxed().toList();
    }

    private List<String> ownedBy(int port) {
        List<String> owned = table.getPartitionService().getPartitions().stream()
                .filter(shard -> shard.getOwner() != null
                        && shard.getOwner().getAddress().getPort() == port)
                .map(shard -> keys.get(shard.getPartitionId()))
                .toList();
        if (owned.isEmpty()) {
            throw new IllegalStateException("The server on port " + port + " owns no shard: nothing would fail over");
        }
        return owned;
    }

    private long untilWritten(String key, long start) {
        while (System.nanoTime() - start < LIMIT.toNanos()) {
            try {
                write(key);
                return System.nanoTime() - start;
            } catch (ActorException e) {
                pause();
            }
        }
        // As bad as can be told: the figures show it.
        return LIMIT.toNanos();
    }

    private void write(String key) {
        actors.actor(Counters.QUORUM_OF_3, key).ask(Driver.ADD);
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
