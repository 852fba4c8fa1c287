package io.stockcluster.node.http;

import io.stockcluster.node.access.Permission;
import io.stockcluster.node.locations.LocationTree;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Route;
import java.util.List;
import java.util.Optional;

/** How much there is: at a location, or with all that is part of it. */
final class LevelRoutes {

    private final Guard guard;
    private final Places places;
    private final Levels levels;

    LevelRoutes(Guard guard, Places places, Actors actors) {
        this.guard = guard;
        this.places = places;
        this.levels = new Levels(actors);
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/locations/{location}/products/{product}", this::level));
    }

    private Answer level(Call call) {
        guard.permitAt(call, "location", Permission.LEVEL_READ);
        Optional<String> product = WriteRoutes.product(call);
        Optional<Boolean> children = includeChildren(call.query("includeChildren"));
        new Fields(java.util.Map.of())
                .alongside("productId", product.isPresent())
                .alongside("includeChildren", children.isPresent())
                .check();
        return Answer.json(
                200,
                children.orElseThrow()
                        ? levels.withChildren(places.tree(call), product.orElseThrow())
                        : levels.alone(new LocationTree(places.location(call), List.of()), product.orElseThrow()));
    }

    private static Optional<Boolean> includeChildren(List<String> values) {
        if (values.isEmpty()) {
            return Optional.of(true);
        }
        return switch (values.size() == 1 ? values.getFirst() : "") {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
