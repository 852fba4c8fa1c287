package io.stockcluster.node.locations;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What the built-in directory can be asked.
 *
 * <p>A change carries an id that its sender makes up anew for each, so that a change whose answer got lost is known
 * again, and neither undoes what others did since nor is told that it is too late.
 */
public sealed interface LocationCommand {

    /** Creates the location, or replaces what was known of it. What is part of it stays so. */
    record Put(String changeId, Location location) implements LocationCommand {
        public Put {
            Objects.requireNonNull(changeId, "changeId");
            Objects.requireNonNull(location, "location");
        }
    }

    /** Removes the location. */
    record Delete(String changeId, String id) implements LocationCommand {
        public Delete {
            Objects.requireNonNull(changeId, "changeId");
            Objects.requireNonNull(id, "id");
        }
    }

    /** The location itself. */
    record Get(String id) implements LocationCommand {
        public Get {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * The location with its children.
     *
     * @param depth how many levels of them; empty for all
     */
    record Children(String id, OptionalInt depth) implements LocationCommand {
        public Children {
            Objects.requireNonNull(id, "id");
            if (depth.orElse(0) < 0) {
                throw new IllegalArgumentException(
                        "A depth of " + depth.getAsInt() + " levels cannot be: use 0 or more, or none for all");
            }
        }
    }

    /** The way from the root to the location. */
    record Path(String id) implements LocationCommand {
        public Path {
            Objects.requireNonNull(id, "id");
        }
    }
}
