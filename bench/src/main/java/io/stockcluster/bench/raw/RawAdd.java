package io.stockcluster.bench.raw;

import com.hazelcast.map.EntryProcessor;
import io.stockcluster.bench.counter.Counter.Count;
import io.stockcluster.bench.counter.Counter.Value;
import java.util.Map;

/** A write on the owner. */
@SuppressWarnings("serial") // travels by Compact alone; the interface is Serializable for older ways
final class RawAdd implements EntryProcessor<String, Count, Value> {

    final long amount;

    RawAdd(long amount) {
        this.amount = amount;
    }

    @Override
    public Value process(Map.Entry<String, Count> entry) {
        Count before = entry.getValue();
        Count after = (before == null ? Count.first() : before).plus(amount);
        entry.setValue(after);
        return new Value(after.value());
    }

    @Override
    public EntryProcessor<String, Count, Value> getBackupProcessor() {
        return new RawAdded(amount);
    }
}
