package io.stockcluster.actors.engine;

import java.util.List;
import java.util.function.Consumer;

/**
 * The changes of one turn on their way to the copies. Compact has no list of different classes, so one change travels as itself and more
 * of them as a tree of pairs: a thousand are ten levels deep.
 */
record Changes(Object first, Object second) {

    static Object of(List<?> changes) {
        int size = changes.size();
        if (size == 1) {
            return changes.getFirst();
        }
        return new Changes(of(changes.subList(0, size / 2)), of(changes.subList(size / 2, size)));
    }

    static void forEach(Object changes, Consumer<Object> action) {
        if (changes instanceof Changes(Object first, Object second)) {
            forEach(first, action);
            forEach(second, action);
        } else {
            action.accept(changes);
        }
    }
}
