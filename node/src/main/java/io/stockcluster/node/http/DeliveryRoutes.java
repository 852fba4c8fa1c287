package io.stockcluster.node.http;

import io.stockcluster.node.access.Permission;
import io.stockcluster.node.delivery.Delivery;
import io.stockcluster.node.delivery.Delivery.Line;
import io.stockcluster.node.delivery.DeliveryCommand;
import io.stockcluster.node.delivery.DeliveryReply;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Route;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Deliveries, of one product or many. The answer waits until every pot has its part. */
final class DeliveryRoutes {

    private static final int MOST_LINES = 1000;

    private final Guard guard;
    private final Places places;
    private final Actors actors;

    DeliveryRoutes(Guard guard, Places places, Actors actors) {
        this.guard = guard;
        this.places = places;
        this.actors = actors;
    }

    List<Route> routes() {
        return List.of(Route.of("POST", "/locations/{location}/deliveries", this::deliver));
    }

    private Answer deliver(Call call) {
        guard.permitAt(call, "location", Permission.MOVEMENT_WRITE);
        Fields fields = new Fields(call.body());
        Supplier<String> requestId = fields.id("requestId");
        Supplier<String> supplierId = fields.id("supplierId");
        Supplier<String> supplierRef = fields.id("supplierRef");
        Supplier<LocalDateTime> deliveredAt = fields.time("deliveredAt");
        Supplier<List<Line>> lines = fields.read("products", DeliveryRoutes::lines);
        fields.check();
        var delivery =
                new Delivery(requestId.get(), supplierId.get(), supplierRef.get(), deliveredAt.get(), lines.get());
        String location = places.tracked(call);
        return switch (actors.deliveries().apply(location).askSettled(new DeliveryCommand.Accept(delivery))) {
            case DeliveryReply.Accepted(Delivery first) -> Answer.json(201, echo(location, first));
            case DeliveryReply.Mismatch() -> Answer.status(409, "IdempotencyContentMismatch");
        };
    }

    private static Optional<List<Line>> lines(Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MOST_LINES) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>();
        for (Object element : list) {
            Optional<Line> line = line(element);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            lines.add(line.get());
        }
        return Optional.of(lines);
    }

    private static Optional<Line> line(Object element) {
        return element instanceof Map<?, ?> line
                ? Optional.ofNullable(line.get("productId"))
                        .flatMap(Fields::asId)
                        .flatMap(product -> Optional.ofNullable(line.get("quantity"))
                                .flatMap(Fields::asPositive)
                                .map(quantity -> new Line(product, quantity)))
                : Optional.empty();
    }

    private static Map<String, Object> echo(String location, Delivery delivery) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requestId", delivery.requestId());
        json.put("locationId", location);
        json.put("supplierId", delivery.supplierId());
        json.put("supplierRef", delivery.supplierRef());
        json.put("deliveredAt", Times.text(delivery.deliveredAt()));
        json.put("products", delivery.lines().stream().map(DeliveryRoutes::echo).toList());
        return json;
    }

    private static Map<String, Object> echo(Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("productId", line.productId());
        json.put("quantity", line.quantity());
        return json;
    }
}
