package io.stockcluster.node;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import io.stockcluster.actors.CompactForm;
import java.util.List;

/** Sends objects through a real member, nested in another as the engine nests them. */
public final class Journey implements AutoCloseable {

    private final HazelcastInstance member;

    public Journey(List<CompactSerializer<?>> serializers) {
        var config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        var network = config.getNetworkConfig();
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        var compact = config.getSerializationConfig().getCompactSerializationConfig();
        serializers.forEach(compact::addSerializer);
        compact.addSerializer(new CompactForm<>(
                "test.envelope",
                Envelope.class,
                (out, envelope) -> out.writeCompact("content", envelope.content()),
                in -> new Envelope(in.readCompact("content"))));
        member = Hazelcast.newHazelcastInstance(config);
    }

    /** What arrives. */
    @SuppressWarnings("unchecked") // what arrives is compared with what set out
    public <T> T of(T object) {
        var map = member.<String, Envelope>getMap("journeys");
        map.put("key", new Envelope(object));
        return (T) map.get("key").content();
    }

    @Override
    public void close() {
        member.shutdown();
    }

    private record Envelope(Object content) {}
}
