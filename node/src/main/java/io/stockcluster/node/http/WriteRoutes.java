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
import java.util.regex.Pattern;

/** What happens to a pot: sales, counts, and moves to another. The answer to a move waits for both halves. */
final class WriteRoutes {

    private static final String POT = "/locations/{location}/products/{product}";

    /** Case-insensitive as ASCII is: {@code equalsIgnoreCase} would take a dotless i for an i, too. */
    private static final Pattern REPLENISHMENT = Pattern.compile("replenishment", Pattern.CASE_INSENSITIVE);

    private final Guard guard;
    private final Places places;
    private final Actors actors;

    WriteRoutes(Guard guard, Places places, Actors actors) {
        this.guard = guard;
        this.places = places;
        this.actors = actors;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", POT + "/sales", this::sell),
                Route.of("POST", POT + "/counts", this::count),
                Route.of("POST", "/locations/{location}/{product}/movements", this::move));
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
        return recorded(call, product.get(), sale);
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
        return recorded(call, product.get(), count);
    }

    private Answer recorded(Call call, String product, PotWrite.Request write) {
        String location = places.tracked(call);
        return answer(location, product, actors.pot(location, product).ask(write));
    }

    private Answer move(Call call) {
        guard.permitAt(call, "location", Permission.MOVEMENT_WRITE);
        Optional<String> product = product(call);
        Fields fields = new Fields(call.body()).alongside("productId", product.isPresent());
        Supplier<String> requestId = fields.id("requestId");
        Supplier<String> destination = fields.read("destinationLocationId", value -> elsewhere(call, value));
        Supplier<BigDecimal> quantity = fields.positive("quantity");
        Supplier<String> reason = fields.read("reason", WriteRoutes::replenishment);
        Supplier<LocalDateTime> movedAt = fields.time("movedAt");
        fields.check();
        var move =
                new PotWrite.Dispatch(requestId.get(), destination.get(), quantity.get(), reason.get(), movedAt.get());
        String source = places.tracked(call, destination.get());
        return answer(source, product.get(), actors.pot(source, product.get()).askSettled(move));
    }

    /** A location, but not the one of the path. */
    private static Optional<String> elsewhere(Call call, Object value) {
        return Fields.asId(value).filter(id -> !Places.given(call).equals(Optional.of(id)));
    }

    private static Optional<String> replenishment(Object value) {
        return Fields.asText(value).filter(text -> REPLENISHMENT.matcher(text).matches());
    }

    private static Answer answer(String location, String product, PotReply reply) {
        return switch (reply) {
            case PotReply.Accepted(PotWrite.Request first) -> Answer.json(201, echo(location, product, first));
            case PotReply.Mismatch() -> Answer.status(409, "IdempotencyContentMismatch");
            case PotReply.InsufficientStock() -> Answer.status(400, "InsufficientStock");
            case PotReply.Level _, PotReply.Received _ ->
                throw new IllegalStateException("A pot answered a request with " + reply);
        };
    }

    private static Map<String, Object> echo(String location, String product, PotWrite.Request request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requestId", request.requestId());
        switch (request) {
            case PotWrite.Sell sale -> {
                json.put("locationId", location);
                json.put("productId", product);
                json.put("quantitySold", sale.quantity());
                json.put("soldAt", Times.text(sale.time()));
            }
            case PotWrite.Count count -> {
                json.put("location", location);
                json.put("productId", product);
                json.put("quantity", count.quantity());
                json.put("reason", count.reason());
                json.put("countedAt", Times.text(count.time()));
            }
            case PotWrite.Dispatch move -> {
                json.put("sourceLocationId", location);
                json.put("destinationLocationId", move.destinationLocationId());
                json.put("productId", product);
                json.put("quantity", move.quantity());
                json.put("reason", move.reason());
                json.put("movedAt", Times.text(move.time()));
            }
        }
        return json;
    }

    static Optional<String> product(Call call) {
        return call.path("product").filter(Ids::good);
    }
}
