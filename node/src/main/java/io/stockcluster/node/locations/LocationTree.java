package io.stockcluster.node.locations;

import java.util.List;
import java.util.Objects;

/** A location with the locations that are parts of it, tracked or not, and theirs. */
public record LocationTree(Location location, List<LocationTree> children) {
    public LocationTree {
        Objects.requireNonNull(location, "location");
        children = List.copyOf(children);
    }
}
