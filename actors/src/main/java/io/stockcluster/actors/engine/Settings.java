package io.stockcluster.actors.engine;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MetadataPolicy;
import com.hazelcast.config.NetworkConfig;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.ActorType;
import java.util.Collection;
import java.util.Map;

/** What is set on Hazelcast, and why. */
final class Settings {

    /** The member attribute that carries a node's name. */
    static final String NODE = "node";

    /**
     * On hosts: quick to notice, strict about acknowledgements, quiet.
     *
     * <ul>
     *   <li>{@code fail.on.indeterminate.state}: an acknowledgement of a copy that does not come is an error. By
     *       default it is a success.
     *   <li>Heartbeats each second, given up after five: longer than the {@link Fence#LEASE}. A process that dies is
     *       noticed at once, by its connections.
     *   <li>{@code partial.member.disconnection}: of hosts that cannot all reach each other, the fewest go.
     *   <li>{@code backup.sync.interval}: copies that missed something on idle shards are renewed soon.
     *   <li>{@code max.parallel.migrations}: after a crash, writes wait for the copies of their shard to be mended, and
     *       mending waits mostly for answers.
     *   <li>Merges are looked for each ten seconds, not after five minutes.
     * </ul>
     */
    private static final Map<String, String> HOST = Map.ofEntries(
            Map.entry("hazelcast.operation.fail.on.indeterminate.state", "true"),
            Map.entry("hazelcast.operation.backup.timeout.millis", "1500"),
            Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
            Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
            Map.entry("hazelcast.partial.member.disconnection.resolution.heartbeat.count", "3"),
            Map.entry("hazelcast.partition.backup.sync.interval", "3"),
            Map.entry("hazelcast.partition.max.parallel.migrations", "40"),
            Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "10"),
            Map.entry("hazelcast.wait.seconds.before.join", "1"),
            Map.entry("hazelcast.discovery.enabled", "true"),
            Map.entry("hazelcast.shutdownhook.enabled", "false"),
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.jmx", "false"),
            Map.entry("hazelcast.logging.type", "jdk"),
            // How long it may take to hand everything over, whoever asks for it says; ten minutes otherwise.
            Map.entry("hazelcast.graceful.shutdown.max.wait", "86400"),
            // After that long it is seen whether it is still wanted, and whether somebody leads it.
            Map.entry("hazelcast.member.demote.max.wait", "2"),
            // A question tells of what was sent before it: both must go one way, see Contacts.
            Map.entry("tcp.channels.per.connection", "1"),
            // Sized by the processors otherwise, and then by dozens of threads on large machines.
            Map.entry("hazelcast.operation.generic.thread.count", "4"),
            Map.entry("hazelcast.io.thread.count", "2"),
            Map.entry("hazelcast.event.thread.count", "1"));

    private static final Map<String, String> ASKER = Map.ofEntries(
            Map.entry("hazelcast.client.operation.fail.on.indeterminate.state", "true"),
            Map.entry("hazelcast.client.operation.backup.timeout.millis", "1500"),
            Map.entry("hazelcast.client.heartbeat.interval", "1000"),
            Map.entry("hazelcast.client.heartbeat.timeout", "5000"),
            Map.entry("hazelcast.client.invocation.retry.pause.millis", "50"),
            // All that is done with an answer there is to wake who waits for it: not worth a thread in between.
            Map.entry("hazelcast.client.response.thread.count", "0"),
            Map.entry("hazelcast.discovery.enabled", "true"),
            Map.entry("hazelcast.client.shutdownhook.enabled", "false"),
            Map.entry("hazelcast.logging.type", "jdk"));

    private Settings() {}

    static Config host(ActorSystemConfig system, Seeds seeds, Collection<ActorType<?, ?, ?, ?>> types) {
        var config = new Config().setClusterName(system.clusterName());
        HOST.forEach(config::setProperty);
        // Nothing in the library reads hazelcast.xml or the environment: what is said here is all.
        config.getMemberAttributeConfig().setAttribute(NODE, system.nodeName());
        Told.tell(config, types);
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        config.getIntegrityCheckerConfig().setEnabled(false);

        NetworkConfig network = config.getNetworkConfig();
        network.setPort(system.port()).setPortAutoIncrement(false).setReuseAddress(true);
        seeds.self().ifPresent(address -> {
            network.getInterfaces()
                    .setEnabled(true)
                    .addInterface(address.getAddress().getHostAddress());
        });
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        if (system.seeds().isEmpty()) {
            config.setProperty("hazelcast.wait.seconds.before.join", "0");
        } else {
            seeds.configure(join.getDiscoveryConfig());
        }

        types.stream().findFirst().ifPresent(type -> config.setClassLoader(application(type)));
        types.forEach(type -> config.addMapConfig(map(type)));
        config.addMapConfig(new MapConfig(ExpectedSize.MAP).setBackupCount(MapConfig.MAX_BACKUP_COUNT));
        config.addMapConfig(new MapConfig(Drains.MAP).setBackupCount(MapConfig.MAX_BACKUP_COUNT));
        config.addExecutorConfig(new ExecutorConfig(DoYouHold.EXECUTOR, 4)
                .setQueueCapacity(20_000)
                .setStatisticsEnabled(false));
        config.addExecutorConfig(
                new ExecutorConfig(Leases.EXECUTOR, 1).setQueueCapacity(64).setStatisticsEnabled(false));
        config.addExecutorConfig(new ExecutorConfig(Inquiries.EXECUTOR, 2)
                .setQueueCapacity(4_000)
                .setStatisticsEnabled(false));
        config.addExecutorConfig(
                new ExecutorConfig(Survey.EXECUTOR, 4).setQueueCapacity(4_000).setStatisticsEnabled(false));
        Wire.configure(config.getSerializationConfig(), system.serializers());
        return config;
    }

    /** Where the classes of messages, events and states are found: with those of the behaviours. */
    private static ClassLoader application(ActorType<?, ?, ?, ?> type) {
        return type.behavior().getClass().getClassLoader();
    }

    /**
     * States live as objects, since each message needs one; what an answer waits for are the synchronous copies, and
     * the rest follow.
     */
    private static MapConfig map(ActorType<?, ?, ?, ?> type) {
        int awaited = type.replication().acknowledged() - 1;
        return new MapConfig(type.name())
                .setInMemoryFormat(InMemoryFormat.OBJECT)
                .setMetadataPolicy(MetadataPolicy.OFF)
                .setStatisticsEnabled(false)
                .setBackupCount(awaited)
                .setAsyncBackupCount(type.replication().factor() - 1 - awaited);
    }

    static ClientConfig asker(ActorSystemConfig system, Seeds seeds) {
        var config = new ClientConfig().setClusterName(system.clusterName()).setInstanceName(system.nodeName());
        ASKER.forEach(config::setProperty);
        config.setProperty(
                "hazelcast.client.invocation.timeout.seconds",
                Long.toString(Math.max(1, system.askLimit().toSeconds())));
        config.getMetricsConfig().setEnabled(false);
        config.getNetworkConfig().setConnectionTimeout(2_000).setRedoOperation(false);
        seeds.configure(config.getNetworkConfig().getDiscoveryConfig());
        // Starts and goes on without any host: asks fail at once then, and it connects as soon as there is one.
        config.getConnectionStrategyConfig()
                .setAsyncStart(true)
                .setReconnectMode(ReconnectMode.ASYNC)
                .getConnectionRetryConfig()
                .setInitialBackoffMillis(100)
                .setMaxBackoffMillis(1_000)
                .setMultiplier(2)
                .setJitter(0.2)
                .setClusterConnectTimeoutMillis(-1);
        Wire.configure(config.getSerializationConfig(), system.serializers());
        return config;
    }
}
