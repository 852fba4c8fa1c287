package io.stockcluster.node.logging;

import java.util.logging.Level;

/** The names of the levels as settings and lines have them. */
final class Levels {

    private Levels() {}

    static String name(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (value >= Level.WARNING.intValue()) {
            return "warn";
        }
        return value >= Level.INFO.intValue() ? "info" : "debug";
    }
}
