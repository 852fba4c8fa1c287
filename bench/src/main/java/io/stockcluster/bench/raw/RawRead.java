package io.stockcluster.bench.raw;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import io.stockcluster.bench.counter.Counter.Count;
import io.stockcluster.bench.counter.Counter.Value;
import java.util.Map;

/** A read on the owner. */
@SuppressWarnings("serial") // travels by Compact alone; the interface is Serializable for older ways
final class RawRead implements EntryProcessor<String, Count, Value>, ReadOnly {

    @Override
    public Value process(Map.Entry<String, Count> entry) {
        Count count = entry.getValue();
        return new Value(count == null ? 0 : count.value());
    }

    @Override
    public EntryProcessor<String, Count, Value> getBackupProcessor() {
        return null;
    }
}
