package io.stockcluster.bench.raw;

import com.hazelcast.config.SerializationConfig;
import io.stockcluster.actors.CompactForm;

/** What the members and the client of the baseline must agree on. */
final class Raw {

    static final String CLUSTER = "bench-raw";
    static final String MAP = "counters";

    /** The same without copies. */
    static final String ALONE = "alone";

    private Raw() {}

    /** Entry processors travel by Compact only where they are registered; the records do so by themselves. */
    static void configure(SerializationConfig config) {
        config.getCompactSerializationConfig()
                .addSerializer(new CompactForm<>(
                        "raw.Add",
                        RawAdd.class,
                        (writer, add) -> writer.writeInt64("amount", add.amount),
                        reader -> new RawAdd(reader.readInt64("amount"))))
                .addSerializer(new CompactForm<>(
                        "raw.Added",
                        RawAdded.class,
                        (writer, added) -> writer.writeInt64("amount", added.amount),
                        reader -> new RawAdded(reader.readInt64("amount"))))
                .addSerializer(CompactForm.of("raw.Read", RawRead.class, new RawRead()));
    }
}
