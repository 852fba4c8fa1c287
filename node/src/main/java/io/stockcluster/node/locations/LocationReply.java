package io.stockcluster.node.locations;

import java.util.List;

/** What the built-in directory answers. */
public sealed interface LocationReply {

    /**
     * The location is there now as it was put.
     *
     * @param isNew whether nobody can have known a location of this id lately
     */
    record Stored(Location location, boolean isNew) implements LocationReply {}

    /** The location is gone. */
    record Deleted() implements LocationReply {}

    /** The parent is unknown, or is the location itself or a part of it. Nothing changes. */
    record InvalidParent() implements LocationReply {}

    /** Others are part of the location. Nothing changes. */
    record HasChildren() implements LocationReply {}

    /** There is no such location. */
    record Unknown() implements LocationReply {}

    /** The location. */
    record Found(Location location) implements LocationReply {}

    /** The location and what is part of it, children by their ids. */
    record TreeFound(LocationTree tree) implements LocationReply {}

    /** From the root to the location. */
    record PathFound(List<Location> path) implements LocationReply {
        public PathFound {
            path = List.copyOf(path);
        }
    }
}
