package io.stockcluster.node.locations;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A location.
 *
 * @param name what people call it, where it is told
 * @param parent the location that it is a part of, where it is told; a Location API need not
 * @param roles what it is used for
 */
public record Location(String id, Optional<String> name, Optional<String> parent, List<String> roles) {

    /** The role of those locations whose stock is kept. */
    public static final String TRACKED = "TrackedInventoryLocation";

    public Location {
        if (id == null || id.isEmpty()) {
            throw new IllegalArgumentException("A location needs an id that is not empty");
        }
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(parent, "parent");
        roles = List.copyOf(roles);
    }

    /** Whether its stock is kept. */
    public boolean tracked() {
        return roles.contains(TRACKED);
    }
}
