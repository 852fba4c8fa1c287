package io.stockcluster.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorRef;
import io.stockcluster.node.locations.LocationCommand;
import io.stockcluster.node.locations.LocationReply;
import io.stockcluster.node.management.Health;
import io.stockcluster.node.management.Lifecycle;
import io.stockcluster.node.web.Route;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    @Test
    void every_route_is_described_and_nothing_else_is() {
        var actors = new Actors(key -> null, location -> null, null, Optional.of(nobody()));
        Set<String> served = Stream.of(
                        StockApi.routes(null, null, actors), new Health(new Lifecycle(), Map.of()).routes())
                .flatMap(List::stream)
                .map(OpenApiTest::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described()).isEqualTo(served);
    }

    private static String name(Route route) {
        return route.method() + " /" + String.join("/", route.path());
    }

    /** Paths stand two spaces in, their methods four. */
    private static Set<String> described() {
        Set<String> described = new TreeSet<>();
        String path = "";
        for (String line : OpenApi.read().lines().toList()) {
            if (line.matches(" {2}/.*:")) {
                path = line.strip().replaceAll(":$", "");
            } else if (line.matches(" {4}(get|put|post|delete|patch|head|options|trace):")) {
                described.add(line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return described;
    }

    /** Routes are made, but none is called. */
    @SuppressWarnings("unchecked") // a proxy knows no type parameters
    private static ActorRef<LocationCommand, LocationReply> nobody() {
        return (ActorRef<LocationCommand, LocationReply>) Proxy.newProxyInstance(
                OpenApiTest.class.getClassLoader(), new Class<?>[] {ActorRef.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method + " is not to be called");
                });
    }
}
