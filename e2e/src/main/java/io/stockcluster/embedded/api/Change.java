package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What happened to an object.
 *
 * @param object as it is since; of a deleted one, as it was
 * @param before empty where it is new
 */
record Change(long version, Type type, Kind kind, ObjectNode object, Optional<ObjectNode> before) {

    enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }
}
