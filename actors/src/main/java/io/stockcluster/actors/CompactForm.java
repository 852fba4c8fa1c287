package io.stockcluster.actors;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a type of message, event, reply or state travels and rests, told as its two directions.
 *
 * @param typeName the same in every version. Fields may be added; a reader has to do without those that an older
 *     version did not write
 */
public record CompactForm<T>(
        String typeName, Class<T> type, BiConsumer<CompactWriter, T> written, Function<CompactReader, T> read)
        implements CompactSerializer<T> {

    /** The form of something that has no fields, of which one stands for all. */
    public static <T> CompactForm<T> of(String typeName, Class<T> type, T only) {
        return new CompactForm<>(typeName, type, (writer, object) -> {}, reader -> only);
    }

    @Override
    public T read(CompactReader reader) {
        return read.apply(reader);
    }

    @Override
    public void write(CompactWriter writer, T object) {
        written.accept(writer, object);
    }

    @Override
    public String getTypeName() {
        return typeName;
    }

    @Override
    public Class<T> getCompactClass() {
        return type;
    }
}
