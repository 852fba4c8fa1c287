package io.stockcluster.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorRef;
import io.stockcluster.node.Described;
import io.stockcluster.node.locations.LocationCommand;
import io.stockcluster.node.locations.LocationReply;
import io.stockcluster.node.management.Health;
import io.stockcluster.node.management.Lifecycle;
import io.stockcluster.node.web.Route;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    @Test
    void every_route_is_described_and_nothing_else_is() {
        var actors = new Actors(key -> null, keys -> Map.of(), location -> null, null, Optional.of(nobody()));
        List<Route> served = Stream.of(
                        StockApi.routes(null, null, actors),
                        new Health(new Lifecycle(), () -> true, () -> true, Map.of()).routes())
                .flatMap(List::stream)
                .toList();

        assertThat(Described.calls(OpenApi.read())).isEqualTo(Described.calls(served));
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
