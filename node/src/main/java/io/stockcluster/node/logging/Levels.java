package io.stockcluster.node.logging;

import java.util.List;
import java.util.logging.Level;

/** The names of the levels as settings and lines have them. */
final class Levels {

    /** From the least important on. */
    static final List<String> NAMES = List.of("debug", "info", "warn", "error");

    private Levels() {}

    static String name(Level level) {
        return NAMES.get(rank(level));
    }

    /** The place among {@link #NAMES}. */
    static int rank(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return 3;
        }
        if (value >= Level.WARNING.intValue()) {
            return 2;
        }
        return value >= Level.INFO.intValue() ? 1 : 0;
    }
}
