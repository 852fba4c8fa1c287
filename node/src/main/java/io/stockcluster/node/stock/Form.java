package io.stockcluster.node.stock;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a type travels and rests, told as its two directions.
 *
 * @param typeName the same in every version. Fields may be added; a reader has to do without those that an older
 *     version did not write
 */
record Form<T>(String typeName, Class<T> type, BiConsumer<T, CompactWriter> written, Function<CompactReader, T> read)
        implements CompactSerializer<T> {

    @Override
    public T read(CompactReader reader) {
        return read.apply(reader);
    }

    @Override
    public void write(CompactWriter writer, T object) {
        written.accept(object, writer);
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
