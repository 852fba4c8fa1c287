package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.LeftBehind;
import io.stockcluster.actors.Replication;
import io.stockcluster.node.locations.Location;
import io.stockcluster.node.locations.LocationCommand;
import io.stockcluster.node.locations.LocationDirectory;
import io.stockcluster.node.locations.LocationReply;
import io.stockcluster.node.locations.LocationSerializers;
import io.stockcluster.node.locations.Locations;
import io.stockcluster.node.stock.PotCommand.ReadLevel;
import io.stockcluster.node.stock.PotLimits;
import io.stockcluster.node.stock.PotReply;
import io.stockcluster.node.stock.PotWrite.Receive;
import io.stockcluster.node.stock.PotWrite.Sell;
import io.stockcluster.node.stock.StockPot;
import io.stockcluster.node.stock.StockSerializers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The behaviours where they will live: on a cluster whose nodes take over from each other. */
class BehavioursOnActorsTest {

    /** Longer than a busy machine stands still; only then is an ask given up, too. */
    private static final Duration SOON = Duration.ofSeconds(90);

    private static final LocalDateTime NOON = LocalDateTime.of(2024, 12, 26, 12, 0);

    @Test
    void potsAndLocationsAreKnownToEveryNodeAndOutliveTheNodeThatTookThem() {
        var pots = ActorType.sharded("stock-pot", new StockPot(PotLimits.DEFAULT), Replication.of(3));
        var directory = LocationDirectory.type(Replication.of(3));
        var serializers = Stream.<CompactSerializer<?>>concat(
                        StockSerializers.all().stream(), LocationSerializers.all().stream())
                .toList();
        var ports = List.of(Api.freePort(), Api.freePort(), Api.freePort());
        var seeds = ports.stream().map(port -> "127.0.0.1:" + port).toList();

        try (var first = ActorSystem.start(host("first", ports.get(0), seeds, serializers), pots, directory);
                var second = ActorSystem.start(host("second", ports.get(1), seeds, serializers), pots, directory);
                var third = ActorSystem.start(host("third", ports.get(2), seeds, serializers), pots, directory);
                var client = ActorSystem.start(
                        ActorSystemConfig.client("behaviours", "client", seeds)
                                .withAskLimit(SOON)
                                .withSerializers(serializers),
                        pots,
                        directory)) {
            await().atMost(SOON).until(() -> whole(3, first, second, third) && client.reachable());
            var pot = client.actor(pots, "Depot/Tea");
            var late = new Receive("0/delivery/1", new BigDecimal("10.50"), NOON.minusHours(1));
            var land = new Location("Land", Optional.empty(), Optional.empty(), List.of(Location.TRACKED));
            var depot = new Location("Depot", Optional.of("The depot"), Optional.of("Land"), List.of());

            var sale = new Sell("sale-1", BigDecimal.ONE, NOON);

            assertThat(pot.ask(sale)).isEqualTo(new PotReply.Accepted(sale));
            assertThat(pot.ask(late)).isEqualTo(new PotReply.Received());
            client.actor(directory).ask(new LocationCommand.Put("change-1", land));
            assertThat(client.actor(directory).ask(new LocationCommand.Put("change-2", depot)))
                    .isEqualTo(new LocationReply.Stored(depot, true));

            assertThat(first.leave(SOON)).isEqualTo(LeftBehind.NOTHING);
            second.expect(2);
            third.expect(2);
            await().atMost(SOON).until(() -> whole(2, second, third));

            assertThat(second.actor(pots, "Depot/Tea").ask(new ReadLevel()))
                    .isEqualTo(new PotReply.Level(new BigDecimal("9.5"), BigDecimal.ZERO, Optional.of(NOON)));
            assertThat(second.actor(pots, "Depot/Tea").ask(sale)).isEqualTo(new PotReply.Accepted(sale));
            var locations = Locations.ofDirectory(second.actor(directory));
            assertThat(locations.find("Depot")).contains(depot);
            assertThat(locations.nearestTrackedAncestor("Depot")).contains(land);
            assertThat(locations.tree("Land").orElseThrow().children())
                    .singleElement()
                    .extracting(child -> child.location().id())
                    .isEqualTo("Depot");
            assertThat(locations.find("Nowhere")).isEmpty();
        }
    }

    private static boolean whole(int members, ActorSystem... hosts) {
        return Stream.of(hosts)
                .map(ActorSystem::view)
                .allMatch(view -> view.members().size() == members && view.safe() && view.quorum());
    }

    private static ActorSystemConfig host(
            String name, int port, List<String> seeds, List<CompactSerializer<?>> serializers) {
        return ActorSystemConfig.host("behaviours", name, port)
                .withSeeds(seeds)
                .withExpectedSize(3)
                .withAskLimit(SOON)
                .withSerializers(serializers);
    }
}
