package io.stockcluster.node.locations;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A tree as a list, level by level, in which each location tells the place of its parent; the root's is -1. Neither
 * making nor sending it recurses, however deep it is.
 */
record FlatTree(List<Location> locations, List<Integer> parents) {

    private static final int NONE = -1;

    FlatTree {
        locations = List.copyOf(locations);
        parents = List.copyOf(parents);
    }

    static FlatTree of(LocationTree tree) {
        var flat = new Builder(tree.location());
        var nodes = new ArrayList<>(List.of(tree));
        for (int parent = 0; parent < nodes.size(); parent++) {
            for (var child : nodes.get(parent).children()) {
                flat.add(child.location(), parent);
                nodes.add(child);
            }
        }
        return flat.build();
    }

    /** Children come after their parents: so from the last to the first, each finds its own children complete. */
    LocationTree nested() {
        var children = new ArrayList<List<LocationTree>>(Collections.nCopies(locations.size(), List.of()));
        for (int i = locations.size() - 1; i > 0; i--) {
            var siblings = children.get(parents.get(i));
            if (siblings.isEmpty()) {
                siblings = new ArrayList<>();
                children.set(parents.get(i), siblings);
            }
            siblings.add(new LocationTree(locations.get(i), children.get(i).reversed()));
        }
        return new LocationTree(locations.getFirst(), children.getFirst().reversed());
    }

    /** Adds locations, level by level. */
    static final class Builder {
        private final List<Location> locations = new ArrayList<>();
        private final List<Integer> parents = new ArrayList<>();

        Builder(Location root) {
            add(root, NONE);
        }

        void add(Location location, int parent) {
            locations.add(location);
            parents.add(parent);
        }

        Location at(int place) {
            return locations.get(place);
        }

        int size() {
            return locations.size();
        }

        FlatTree build() {
            return new FlatTree(locations, parents);
        }
    }
}
