package io.stockcluster.actors.engine;

import com.hazelcast.query.Predicate;
import java.util.Map;

/** Finds the actors that have sent what has not arrived, and those that have put aside what others sent. */
@SuppressWarnings("serial") // travels by Compact alone; the interface is Serializable for older ways
final class HasSent implements Predicate<String, Cell> {

    @Override
    public boolean apply(Map.Entry<String, Cell> entry) {
        Cell cell = entry.getValue();
        return !cell.outbox().isEmpty() || !cell.inbox().parked().isEmpty();
    }
}
