package io.stockcluster.node.web;

import java.util.List;
import java.util.Optional;

/** All that a port serves. A path is split before it is decoded, so a segment may hold any character. */
public final class Routes {

    private final List<Route> routes;

    public Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** All of them. */
    public List<Route> all() {
        return routes;
    }

    /** The route of the request. */
    Optional<Route> leadingTo(String method, List<String> segments) {
        return routes.stream()
                .filter(route -> route.method().equals(method) && route.leads(segments))
                .findFirst();
    }

    /** Why there is none: there is no such path, or only with other methods. */
    Refusal none(List<String> segments) {
        List<String> methods = routes.stream()
                .filter(route -> route.leads(segments))
                .map(Route::method)
                .distinct()
                .sorted()
                .toList();
        return new Refusal(
                methods.isEmpty()
                        ? Answer.status(404, "NotFound")
                        : Answer.status(405, "MethodNotAllowed").with("Allow", String.join(", ", methods)));
    }
}
