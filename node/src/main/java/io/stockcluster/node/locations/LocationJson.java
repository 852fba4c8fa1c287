package io.stockcluster.node.locations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a Location API's answers, and nothing in them that it does not need. */
final class LocationJson {

    private LocationJson() {}

    static Location location(JsonNode json) {
        var id = json.path("id");
        if (!id.isTextual()) {
            throw new IllegalArgumentException("a location has no text as its id");
        }
        var roles = new ArrayList<String>();
        for (var role : json.path("roles")) {
            roles.add(role.asText());
        }
        return new Location(id.asText(), text(json.path("name")), text(json.path("parent")), roles);
    }

    static LocationTree tree(JsonNode json) {
        var children = new ArrayList<LocationTree>();
        for (var child : json.path("children")) {
            children.add(tree(child));
        }
        return new LocationTree(location(json), children);
    }

    static List<Location> path(JsonNode json) {
        if (!json.isArray()) {
            throw new IllegalArgumentException("a path is no list of locations");
        }
        var path = new ArrayList<Location>();
        for (var location : json) {
            path.add(location(location));
        }
        return List.copyOf(path);
    }

    private static Optional<String> text(JsonNode json) {
        return json.isTextual() ? Optional.of(json.asText()) : Optional.empty();
    }
}
