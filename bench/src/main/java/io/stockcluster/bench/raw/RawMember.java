package io.stockcluster.bench.raw;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MetadataPolicy;
import com.hazelcast.core.Hazelcast;
import java.util.List;

/** A member of the baseline's cluster. Apart from the maps it is Hazelcast as it comes, without its own metrics. */
public final class RawMember {

    private RawMember() {}

    public static void start(int port, List<String> seeds) {
        var config = new Config().setClusterName(Raw.CLUSTER);
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        config.getIntegrityCheckerConfig().setEnabled(false);
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false).setReuseAddress(true);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(seeds);
        config.addMapConfig(map(Raw.MAP).setBackupCount(1).setAsyncBackupCount(1));
        config.addMapConfig(map(Raw.ALONE).setBackupCount(0).setAsyncBackupCount(0));
        Raw.configure(config.getSerializationConfig());
        Hazelcast.newHazelcastInstance(config);
    }

    private static MapConfig map(String name) {
        return new MapConfig(name)
                .setInMemoryFormat(InMemoryFormat.OBJECT)
                .setMetadataPolicy(MetadataPolicy.OFF)
                .setStatisticsEnabled(false);
    }
}
