package io.stockcluster.node.web;

import java.util.List;
import java.util.stream.Collectors;

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

    /**
     * The route of the request.
     *
     * @throws Refusal there is no such path, or only with another method
     */
    Route find(String method, List<String> segments) {
        List<Route> leading =
                routes.stream().filter(route -> route.leads(segments)).toList();
        if (leading.isEmpty()) {
            throw new Refusal(Answer.status(404, "NotFound"));
        }
        return leading.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .orElseThrow(() -> new Refusal(Answer.status(405, "MethodNotAllowed")
                        .with(
                                "Allow",
                                leading.stream()
                                        .map(Route::method)
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(", ")))));
    }
}
