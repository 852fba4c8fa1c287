package io.stockcluster.actors.engine;

import com.hazelcast.config.CompactSerializationConfig;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How the engine's own objects travel, on hosts and askers alike: in Hazelcast's Compact form, whose fields have names,
 * so that versions can be mixed. A new field is read by {@code getFieldKind} first.
 */
final class Wire {

    private Wire() {}

    static void configure(SerializationConfig config, List<CompactSerializer<?>> application) {
        CompactSerializationConfig compact = config.getCompactSerializationConfig();
        for (CompactSerializer<?> serializer : OWN) {
            compact.addSerializer(serializer);
        }
        for (CompactSerializer<?> serializer : application) {
            compact.addSerializer(serializer);
        }
        // Java serialization runs whatever class the sender names. Only what Hazelcast itself throws may come that way.
        var filter = new JavaSerializationFilterConfig().setDefaultsDisabled(true);
        filter.getWhitelist().addPrefixes("com.hazelcast.", "java.lang.", "java.util.", "[Ljava.lang.");
        config.setJavaSerializationFilterConfig(filter);
    }

    private static final List<CompactSerializer<?>> OWN = List.of(
            serializer(
                    "stockcluster.Ask",
                    Ask.class,
                    (writer, ask) -> {
                        writer.writeString("type", ask.type);
                        writer.writeCompact("message", ask.message);
                        writer.writeBoolean("again", ask.again);
                    },
                    reader -> new Ask(
                            reader.readString("type"), reader.readCompact("message"), reader.readBoolean("again"))),
            serializer(
                    "stockcluster.Apply",
                    Apply.class,
                    (writer, apply) -> {
                        writer.writeString("type", apply.type);
                        writer.writeInt64("follows", apply.follows);
                        writer.writeCompact("events", apply.events);
                    },
                    reader -> new Apply(
                            reader.readString("type"), reader.readInt64("follows"), reader.readCompact("events"))),
            serializer(
                    "stockcluster.Events",
                    Events.class,
                    (writer, events) -> {
                        writer.writeCompact("first", events.first());
                        writer.writeCompact("second", events.second());
                    },
                    reader -> new Events(reader.readCompact("first"), reader.readCompact("second"))),
            serializer(
                    "stockcluster.Cell",
                    Cell.class,
                    (writer, cell) -> {
                        writer.writeInt64("version", cell.version());
                        writer.writeCompact("state", cell.state());
                    },
                    reader -> new Cell(reader.readInt64("version"), reader.readCompact("state"))),
            serializer(
                    "stockcluster.Refused",
                    Refused.class,
                    (writer, refused) -> {
                        writer.writeString("why", refused.why().name());
                        writer.writeString("text", refused.text());
                    },
                    reader -> new Refused(Refused.Why.valueOf(reader.readString("why")), reader.readString("text"))),
            serializer(
                    "stockcluster.Ping",
                    Ping.class,
                    (writer, ping) -> {
                        writer.writeInt64("high", ping.asker.getMostSignificantBits());
                        writer.writeInt64("low", ping.asker.getLeastSignificantBits());
                    },
                    reader -> new Ping(new UUID(reader.readInt64("high"), reader.readInt64("low")))));

    private static <T> CompactSerializer<T> serializer(
            String name, Class<T> type, BiConsumer<CompactWriter, T> write, Function<CompactReader, T> read) {
        return new CompactSerializer<>() {
            @Override
            public T read(CompactReader reader) {
                return read.apply(reader);
            }

            @Override
            public void write(CompactWriter writer, T object) {
                write.accept(writer, object);
            }

            @Override
            public String getTypeName() {
                return name;
            }

            @Override
            public Class<T> getCompactClass() {
                return type;
            }
        };
    }
}
