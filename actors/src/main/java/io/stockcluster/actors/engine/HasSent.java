package io.stockcluster.actors.engine;

import com.hazelcast.query.Predicate;
import java.util.Map;

/** Finds the actors that have sent what has not arrived. */
@SuppressWarnings("serial") // travels by Compact alone; the interface is Serializable for older ways
final class HasSent implements Predicate<String, Cell> {

    @Override
    public boolean apply(Map.Entry<String, Cell> entry) {
        return !entry.getValue().outbox().isEmpty();
    }
}
