package io.stockcluster.bench.raw;

import com.hazelcast.map.EntryProcessor;
import io.stockcluster.bench.counter.Counter.Count;
import io.stockcluster.bench.counter.Counter.Value;
import java.util.Map;

/** The same write on a copy: the size of an event, not of the state. */
@SuppressWarnings("serial") // travels by Compact alone; the interface is Serializable for older ways
final class RawAdded implements EntryProcessor<String, Count, Value> {

    final long amount;

    RawAdded(long amount) {
        this.amount = amount;
    }

    @Override
    public Value process(Map.Entry<String, Count> entry) {
        Count before = entry.getValue();
        entry.setValue((before == null ? Count.first() : before).plus(amount));
        return null;
    }

    @Override
    public EntryProcessor<String, Count, Value> getBackupProcessor() {
        return null;
    }
}
