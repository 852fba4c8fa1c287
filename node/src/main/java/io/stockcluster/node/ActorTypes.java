package io.stockcluster.node;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Observer;
import io.stockcluster.actors.Replication;
import io.stockcluster.node.access.AccessSerializers;
import io.stockcluster.node.access.Jobs;
import io.stockcluster.node.access.JobsCommand;
import io.stockcluster.node.access.JobsReply;
import io.stockcluster.node.config.Settings;
import io.stockcluster.node.delivery.Deliveries;
import io.stockcluster.node.delivery.DeliveryCommand;
import io.stockcluster.node.delivery.DeliveryReply;
import io.stockcluster.node.delivery.DeliverySerializers;
import io.stockcluster.node.http.Actors;
import io.stockcluster.node.locations.LocationCommand;
import io.stockcluster.node.locations.LocationDirectory;
import io.stockcluster.node.locations.LocationReply;
import io.stockcluster.node.locations.LocationSerializers;
import io.stockcluster.node.stock.Pot;
import io.stockcluster.node.stock.PotCommand;
import io.stockcluster.node.stock.PotKey;
import io.stockcluster.node.stock.PotLimits;
import io.stockcluster.node.stock.PotReply;
import io.stockcluster.node.stock.StockPot;
import io.stockcluster.node.stock.StockSerializers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The actors of the stock service, the same on each of its nodes. */
record ActorTypes(
        ActorType<?, PotCommand, ?, PotReply> pots,
        ActorType<?, DeliveryCommand, ?, DeliveryReply> deliveries,
        ActorType<?, JobsCommand, ?, JobsReply> jobs,
        ActorType<?, LocationCommand, ?, LocationReply> directory) {

    /** More requests than a node serves at a time, since one that reads a tree asks many pots. */
    private static final int MOST_IN_FLIGHT = 20_000;

    static ActorTypes of(Settings settings) {
        Replication replication = settings.replication();
        Settings.Stock stock = settings.stock();
        return new ActorTypes(
                ActorType.sharded(
                                PotKey.TYPE,
                                new StockPot(new PotLimits(stock.history(), stock.requestIds())),
                                replication)
                        .mergedBy(Pot::union),
                Deliveries.type(PotKey.TYPE, stock.requestIds(), replication),
                Jobs.type(replication),
                LocationDirectory.type(replication));
    }

    /**
     * Joins the cluster, or connects to it.
     *
     * @param observer who is told of messages
     */
    ActorSystem start(Settings settings, Observer observer) {
        var config = new ActorSystemConfig(
                settings.cluster().name(),
                settings.nodeName(),
                settings.role().hostsActors(),
                settings.cluster().port(),
                settings.cluster().seeds(),
                settings.cluster().expectedSize(),
                settings.writeTimeout(),
                MOST_IN_FLIGHT,
                serializers(),
                List.of(),
                observer);
        return ActorSystem.start(config, pots, deliveries, jobs, directory);
    }

    /** Whom the API asks. The built-in directory is there in any case, but only counts where there is no Location API. */
    Actors asked(ActorSystem system, Settings settings) {
        return new Actors(
                key -> system.actor(pots, key),
                keys -> system.askEach(pots, keys, new PotCommand.ReadLevel()),
                location -> system.actor(deliveries, location),
                system.actor(jobs),
                settings.locationApi().url().isPresent() ? Optional.empty() : Optional.of(system.actor(directory)));
    }

    /**
     * The key of an actor of that type, however it was written.
     *
     * @throws IllegalArgumentException no actor of that type can have it, and what would be right
     */
    String spelled(String type, String key) {
        if (type.equals(pots.name())) {
            return PotKey.canonical(key)
                    .orElseThrow(
                            () -> new IllegalArgumentException("'" + key + "' is no pot's key: use a location and a"
                                    + " product with one slash between them, such as Depot/Tea. A slash within one of them is"
                                    + " %2F, and %252F in a query"));
        }
        boolean singleton = Stream.of(jobs, directory).anyMatch(one -> type.equals(one.name()));
        if (singleton && !key.equals(ActorType.ONLY)) {
            throw new IllegalArgumentException("There is no '" + key + "' among '" + type + "': use the key '"
                    + ActorType.ONLY + "' of the only one");
        }
        return key;
    }

    private static List<CompactSerializer<?>> serializers() {
        return Stream.of(
                        StockSerializers.all(),
                        DeliverySerializers.all(),
                        AccessSerializers.all(),
                        LocationSerializers.all())
                .<CompactSerializer<?>>flatMap(List::stream)
                .toList();
    }
}
