package io.stockcluster.node.locations;

import io.stockcluster.actors.RequestLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.pcollections.PMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The built-in directory's state: a forest of locations, and the last changes by their ids. Immutable; a change shares
 * all but a few nodes with the state before it. Outside this package it is only handed around.
 */
public final class Directory {

    /** More changes than can be made while one is asked again, or while a node knows what was before it. */
    private static final int CHANGES = 2_000;

    /** Levels of a tree. More than any hierarchy has, and no more than can be written as nested objects and read again. */
    static final int DEEPEST = 2_000;

    static final Directory EMPTY = new Directory(TreePMap.empty(), TreePMap.empty(), RequestLog.ofLast(CHANGES));

    private final PMap<String, Location> locations;

    /** The ids of the children, of those that have any. */
    private final PMap<String, TreePSet<String>> children;

    /** No more is kept of a change than which location it was of. */
    private final RequestLog<String> changes;

    private Directory(
            PMap<String, Location> locations, PMap<String, TreePSet<String>> children, RequestLog<String> changes) {
        this.locations = locations;
        this.children = children;
        this.changes = changes;
    }

    static Directory of(List<Location> locations, List<RequestLog.Entry<String>> changes) {
        var directory = EMPTY;
        for (var location : locations) {
            directory = directory.with(location);
        }
        return new Directory(directory.locations, directory.children, RequestLog.of(CHANGES, changes));
    }

    Collection<Location> locations() {
        return locations.values();
    }

    /** The last ones: their ids, and the locations that they were of. */
    Stream<RequestLog.Entry<String>> changes() {
        return changes.entries();
    }

    boolean knowsChange(String id) {
        return changes.find(id).isPresent();
    }

    /** Whether there is no such location, nor was until lately. */
    boolean isNew(String id) {
        return !locations.containsKey(id)
                && changes().noneMatch(change -> change.value().equals(id));
    }

    Optional<Location> find(String id) {
        return Optional.ofNullable(locations.get(id));
    }

    boolean hasChildren(String id) {
        return children.containsKey(id);
    }

    /** Whether the parent is there, is neither the child nor a part of it, and not too deep to have it below. */
    boolean mayBeParent(String parent, String child) {
        var path = path(parent);
        return !path.isEmpty()
                && path.stream().noneMatch(above -> above.id().equals(child))
                && path.size() + height(child) <= DEEPEST;
    }

    /** The levels of the location and what is part of it; 1 where nothing is. */
    private int height(String id) {
        int height = 1;
        Set<String> level = children.getOrDefault(id, TreePSet.empty());
        while (!level.isEmpty()) {
            height++;
            Set<String> next = new HashSet<>();
            level.forEach(each -> next.addAll(children.getOrDefault(each, TreePSet.empty())));
            level = next;
        }
        return height;
    }

    /** From the root to the location. */
    List<Location> path(String id) {
        var path = new ArrayList<Location>();
        for (var at = find(id); at.isPresent(); at = at.get().parent().flatMap(this::find)) {
            path.add(at.get());
        }
        Collections.reverse(path);
        return path;
    }

    /** The location with so many levels of what is part of it, level by level: hierarchies may be deep. */
    FlatTree tree(String id, OptionalInt depth) {
        var tree = new FlatTree.Builder(locations.get(id));
        int begin = 0;
        for (int level = 0; level < depth.orElse(Integer.MAX_VALUE) && begin < tree.size(); level++) {
            int end = tree.size();
            for (int parent = begin; parent < end; parent++) {
                for (var child : children.getOrDefault(tree.at(parent).id(), TreePSet.empty())) {
                    tree.add(locations.get(child), parent);
                }
            }
            begin = end;
        }
        return tree.build();
    }

    Directory with(Location location) {
        var unlinked = unlinked(location.id());
        var linked = location.parent()
                .map(parent -> unlinked.plus(
                        parent, unlinked.getOrDefault(parent, TreePSet.empty()).plus(location.id())))
                .orElse(unlinked);
        return new Directory(locations.plus(location.id(), location), linked, changes);
    }

    Directory without(String id) {
        return new Directory(locations.minus(id), unlinked(id), changes);
    }

    Directory changed(String changeId, String location) {
        return new Directory(locations, children, changes.with(changeId, location));
    }

    private PMap<String, TreePSet<String>> unlinked(String id) {
        return find(id).flatMap(Location::parent)
                .map(parent -> {
                    var left = children.get(parent).minus(id);
                    return left.isEmpty() ? children.minus(parent) : children.plus(parent, left);
                })
                .orElse(children);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Directory directory
                && locations.equals(directory.locations)
                && changes.equals(directory.changes);
    }

    @Override
    public int hashCode() {
        return locations.hashCode();
    }

    @Override
    public String toString() {
        return locations.size() + " locations";
    }
}
