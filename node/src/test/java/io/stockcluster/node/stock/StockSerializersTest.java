package io.stockcluster.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Everything goes through a real member, nested as the engine nests it. */
class StockSerializersTest {

    private static HazelcastInstance member;

    @BeforeContainer
    static void start() {
        var config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "none");
        config.getNetworkConfig().setPublicAddress("127.0.0.1").getInterfaces().setEnabled(true);
        config.getNetworkConfig().getInterfaces().addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        var compact = config.getSerializationConfig().getCompactSerializationConfig();
        StockSerializers.all().forEach(compact::addSerializer);
        compact.addSerializer(new EnvelopeSerializer());
        member = Hazelcast.newHazelcastInstance(config);
    }

    @AfterContainer
    static void stop() {
        member.shutdown();
    }

    @Property(tries = 100)
    void commandsEventsAndRepliesComeBackAsTheyWereSpelled(@ForAll("writes") List<PotWrite> writes) {
        for (var write : writes) {
            assertThat(travelled(write)).isEqualTo(write);
            assertThat(travelled(new PotEvent(write, new PotLimits(7, 8))))
                    .isEqualTo(new PotEvent(write, new PotLimits(7, 8)));
            assertThat(travelled(new PotReply.Accepted(write))).isEqualTo(new PotReply.Accepted(write));
        }
    }

    @Property(tries = 100)
    void aPotComesBackWithItsHistoryItsSumAndItsRequests(
            @ForAll("writes") List<PotWrite> writes,
            @ForAll @IntRange(min = 1, max = 30) int history,
            @ForAll @IntRange(min = 1, max = 30) int requestIds) {
        var scene = new Scene(new PotLimits(history, requestIds));
        writes.forEach(scene::tell);

        var pot = travelled(scene.pot());

        assertThat(pot).isEqualTo(scene.pot());
        assertThat(pot.history().current()).isEqualTo(scene.pot().history().current());
    }

    @Property(tries = 100)
    void aWriteIsStillOneObjectInHistoryAndRequests(@ForAll("writes") List<PotWrite> writes) {
        var scene = Scene.anEmptyPot();
        writes.forEach(scene::tell);

        var pot = travelled(scene.pot());

        for (var write : pot.history().writes()) {
            assertThat(pot.knownBeside(write).find(write.id()).orElseThrow()).isSameAs(write);
        }
    }

    @Example
    void whatHasNoFieldsTravelsToo() {
        assertThat(travelled(new PotCommand.ReadLevel())).isEqualTo(new PotCommand.ReadLevel());
        assertThat(travelled(new PotReply.Mismatch())).isEqualTo(new PotReply.Mismatch());
        assertThat(travelled(new PotReply.InsufficientStock())).isEqualTo(new PotReply.InsufficientStock());
    }

    @Example
    void aLevelTravelsWithAndWithoutATime() {
        var never = new PotReply.Level(BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty());
        var once = new PotReply.Level(new BigDecimal("0.3"), new BigDecimal("-1"), Optional.of(Scene.at("12:00")));

        assertThat(travelled(never)).isEqualTo(never);
        assertThat(travelled(once)).isEqualTo(once);
    }

    @Example
    void eachTypeHasANameOfItsOwn() {
        var names = new HashSet<String>();

        for (var serializer : StockSerializers.all()) {
            assertThat(names.add(serializer.getTypeName()))
                    .as(serializer.getTypeName())
                    .isTrue();
            assertThat(serializer.getTypeName()).startsWith("stock.");
        }
    }

    @Provide
    Arbitrary<List<PotWrite>> writes() {
        return Writes.lists(40);
    }

    @SuppressWarnings("unchecked") // what comes back is compared with what went in
    private static <T> T travelled(T value) {
        var map = member.<String, Envelope>getMap("travels");
        map.put("key", new Envelope(value));
        return (T) map.get("key").content();
    }

    /** As the engine does it: whatever it is, inside something else. */
    private record Envelope(Object content) {}

    private static final class EnvelopeSerializer implements CompactSerializer<Envelope> {
        @Override
        public Envelope read(CompactReader in) {
            return new Envelope(in.readCompact("content"));
        }

        @Override
        public void write(CompactWriter out, Envelope envelope) {
            out.writeCompact("content", envelope.content());
        }

        @Override
        public String getTypeName() {
            return "test.envelope";
        }

        @Override
        public Class<Envelope> getCompactClass() {
            return Envelope.class;
        }
    }
}
