package io.stockcluster.node.http;

import io.stockcluster.node.access.Permission;
import io.stockcluster.node.stock.PotReply;
import io.stockcluster.node.stock.PotWrite;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Route;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What happens to one pot: sales and counts. */
final class WriteRoutes {

    private static final String POT = "/locations/{location}/products/{product}";

    private final Guard guard;
    private final Places places;
    private final Actors actors;

    WriteRoutes(Guard guard, Places places, Actors actors) {
        this.guard = guard;
        this.places = places;
        this.actors = actors;
    }

    List<Route> routes() {
        return List.of(Route.of("POST", POT + "/sales", this::sell), Route.of("POST", POT + "/counts", this::count));
    }

    private Answer sell(Call call) {
        guard.permitAt(call, "location", Permission.MOVEMENT_WRITE);
        Optional<String> product = product(call);
        Fields fields = new Fields(call.body()).alongside("productId", product.isPresent());
        Supplier<String> requestId = fields.id("requestId");
        Supplier<BigDecimal> quantity = fields.positive("quantity");
        Supplier<LocalDateTime> soldAt = fields.time("soldAt");
        fields.check();
        var sale = new PotWrite.Sell(requestId.get(), quantity.get(), soldAt.get());
        return write(places.tracked(call), product.orElseThrow(), sale);
    }

    private Answer count(Call call) {
        guard.permitAt(call, "location", Permission.COUNT_WRITE);
        Optional<String> product = product(call);
        Fields fields = new Fields(call.body()).alongside("productId", product.isPresent());
        Supplier<String> requestId = fields.id("requestId");
        Supplier<String> reason = fields.word("reason", "AdminOverride");
        Supplier<BigDecimal> quantity = fields.notNegative("quantity");
        Supplier<LocalDateTime> countedAt = fields.time("countedAt");
        fields.check();
        var count = new PotWrite.Count(requestId.get(), quantity.get(), reason.get(), countedAt.get());
        return write(places.tracked(call), product.orElseThrow(), count);
    }

    private Answer write(String location, String product, PotWrite write) {
        return switch (actors.pot(location, product).ask(write)) {
            case PotReply.Accepted(PotWrite first) -> Answer.json(201, echo(location, product, first));
            case PotReply.Mismatch() -> Answer.status(409, "IdempotencyContentMismatch");
            case PotReply.InsufficientStock() -> Answer.status(400, "InsufficientStock");
            case PotReply.Level level -> throw new IllegalStateException("A pot answered a write with " + level);
        };
    }

    private static Map<String, Object> echo(String location, String product, PotWrite write) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requestId", write.id());
        switch (write) {
            case PotWrite.Sell sale -> {
                json.put("locationId", location);
                json.put("productId", product);
                json.put("quantitySold", sale.quantity());
                json.put("soldAt", Times.text(sale.soldAt()));
            }
            case PotWrite.Count count -> {
                json.put("location", location);
                json.put("productId", product);
                json.put("quantity", count.quantity());
                json.put("reason", count.reason());
                json.put("countedAt", Times.text(count.countedAt()));
            }
            case PotWrite.Receive _, PotWrite.Dispatch _ ->
                throw new IllegalStateException("No route sends a pot " + write);
        }
        return json;
    }

    static Optional<String> product(Call call) {
        return call.path("product").filter(Ids::good);
    }
}
