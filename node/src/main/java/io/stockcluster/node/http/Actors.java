package io.stockcluster.node.http;

import io.stockcluster.actors.ActorRef;
import io.stockcluster.node.access.JobsCommand;
import io.stockcluster.node.access.JobsReply;
import io.stockcluster.node.delivery.DeliveryCommand;
import io.stockcluster.node.delivery.DeliveryReply;
import io.stockcluster.node.locations.LocationCommand;
import io.stockcluster.node.locations.LocationReply;
import io.stockcluster.node.stock.PotCommand;
import io.stockcluster.node.stock.PotKey;
import io.stockcluster.node.stock.PotReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whom the API asks.
 *
 * @param pots by {@code location/product}
 * @param levels of those pots, by {@code location/product}, all at once
 * @param deliveries by location
 * @param directory the built-in one, where it is the one that counts
 */
public record Actors(
        Function<String, ActorRef<PotCommand, PotReply>> pots,
        Function<List<String>, Map<String, PotReply>> levels,
        Function<String, ActorRef<DeliveryCommand, DeliveryReply>> deliveries,
        ActorRef<JobsCommand, JobsReply> jobs,
        Optional<ActorRef<LocationCommand, LocationReply>> directory) {

    ActorRef<PotCommand, PotReply> pot(String location, String product) {
        return pots.apply(PotKey.of(location, product));
    }
}
