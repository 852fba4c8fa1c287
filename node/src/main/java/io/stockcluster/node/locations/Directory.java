package io.stockcluster.node.locations;

import io.stockcluster.actors.RequestLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pcollections.PMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The built-in directory's state: a forest of locations, and the last changes by their ids. Immutable; a change shares
 * all but a few nodes with the state before it. Outside this package it is only handed around.
 */
public final class Directory {

    /** More changes than can be under way at a time, for one to be known when it is asked again. */
    private static final int CHANGES = 1_000;

    static final Directory EMPTY = new Directory(TreePMap.empty(), TreePMap.empty(), RequestLog.ofLast(CHANGES));

    private final PMap<String, Location> locations;

    /** The ids of the children, of those that have any. */
    private final PMap<String, TreePSet<String>> children;

    /** No more is kept of a change than that it was made. */
    private final RequestLog<Boolean> changes;

    private Directory(
            PMap<String, Location> locations, PMap<String, TreePSet<String>> children, RequestLog<Boolean> changes) {
        this.locations = locations;
        this.children = children;
        this.changes = changes;
    }

    static Directory of(List<Location> locations, List<String> changeIds) {
        var directory = EMPTY;
        for (var location : locations) {
            directory = directory.with(location);
        }
        for (var id : changeIds) {
            directory = directory.changed(id);
        }
        return directory;
    }

    Collection<Location> locations() {
        return locations.values();
    }

    List<String> changeIds() {
        return changes.entries().map(RequestLog.Entry::id).toList();
    }

    boolean knowsChange(String id) {
        return changes.find(id).isPresent();
    }

    Optional<Location> find(String id) {
        return Optional.ofNullable(locations.get(id));
    }

    boolean hasChildren(String id) {
        return children.containsKey(id);
    }

    /** Whether the parent is there, and is neither the child nor a part of it. */
    boolean mayBeParent(String parent, String child) {
        return locations.containsKey(parent)
                && path(parent).stream().noneMatch(above -> above.id().equals(child));
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

    Directory changed(String changeId) {
        return new Directory(locations, children, changes.with(changeId, true));
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
