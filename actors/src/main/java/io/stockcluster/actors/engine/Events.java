package io.stockcluster.actors.engine;

import java.util.List;
import java.util.function.Consumer;

/**
 * Events on their way to the copies. Compact has no list of different classes, so one event travels as itself and more
 * of them as a tree of pairs: a thousand are ten levels deep.
 */
record Events(Object first, Object second) {

    static Object of(List<?> events) {
        int size = events.size();
        if (size == 1) {
            return events.getFirst();
        }
        return new Events(of(events.subList(0, size / 2)), of(events.subList(size / 2, size)));
    }

    static void forEach(Object events, Consumer<Object> action) {
        if (events instanceof Events(Object first, Object second)) {
            forEach(first, action);
            forEach(second, action);
        } else {
            action.accept(events);
        }
    }
}
