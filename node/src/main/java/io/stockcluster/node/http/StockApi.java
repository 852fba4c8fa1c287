package io.stockcluster.node.http;

import io.stockcluster.node.access.Access;
import io.stockcluster.node.locations.Locations;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Route;
import java.util.ArrayList;
import java.util.List;

/** The stock API, as routes for a listener. */
public final class StockApi {

    private StockApi() {}

    /** All that it serves. */
    public static List<Route> routes(Access access, Locations locations, Actors actors) {
        var guard = new Guard(access);
        var places = new Places(locations);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new LevelRoutes(guard, places, actors).routes());
        routes.addAll(new WriteRoutes(guard, places, actors).routes());
        routes.addAll(new DeliveryRoutes(guard, places, actors).routes());
        routes.addAll(new JobRoutes(guard, access, actors.jobs()).routes());
        actors.directory().ifPresent(directory -> routes.addAll(new DirectoryRoutes(guard, directory).routes()));
        routes.add(OpenApi.route());
        return List.copyOf(routes);
    }

    /** What a client is told, where one of the routes fails. */
    public static Answer failure(Throwable failure) {
        return Failures.answer(failure);
    }
}
