package io.stockcluster.node;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the contract says, done as simply as it can be: all events of all time in lists, summed up anew for each
 * question. Texts and decimals in, the expected answer out.
 */
final class SimpleShop {

    private record Event(String kind, BigDecimal quantity, int minute) {}

    private record Known(List<Object> content, String answer) {}

    private final Map<String, List<Event>> pots = new LinkedHashMap<>();
    private final Map<String, Known> requests = new HashMap<>();

    static String time(int minute) {
        return "2024-12-26T%02d:%02d:00".formatted(minute / 60, minute % 60);
    }

    String sell(String location, String product, String id, String quantity, int minute) {
        return once(pot(location, product) + id, List.of("sale", value(quantity), minute), () -> {
            add(location, product, "out", quantity, minute);
            return "201 {\"requestId\":\"" + id + "\",\"locationId\":\"" + location + "\",\"productId\":\"" + product
                    + "\",\"quantitySold\":" + quantity + ",\"soldAt\":\"" + time(minute) + "\"}";
        });
    }

    String count(String location, String product, String id, String quantity, int minute) {
        return once(pot(location, product) + id, List.of("count", value(quantity), minute), () -> {
            add(location, product, "count", quantity, minute);
            return "201 {\"requestId\":\"" + id + "\",\"location\":\"" + location + "\",\"productId\":\"" + product
                    + "\",\"quantity\":" + quantity + ",\"reason\":\"AdminOverride\",\"countedAt\":\"" + time(minute)
                    + "\"}";
        });
    }

    String move(String from, String to, String product, String id, String quantity, String reason, int minute) {
        return once(pot(from, product) + id, List.of("move", to, value(quantity), minute), () -> {
            List<Event> until = pots.getOrDefault(pot(from, product), List.of()).stream()
                    .filter(e -> e.minute <= minute)
                    .toList();
            if (sums(until)[0].compareTo(value(quantity)) < 0) {
                return "400 {\"status\":\"InsufficientStock\"}";
            }
            add(from, product, "out", quantity, minute);
            add(to, product, "in", quantity, minute);
            return "201 {\"requestId\":\"" + id + "\",\"sourceLocationId\":\"" + from
                    + "\",\"destinationLocationId\":\""
                    + to + "\",\"productId\":\"" + product + "\",\"quantity\":" + quantity + ",\"reason\":\"" + reason
                    + "\",\"movedAt\":\"" + time(minute) + "\"}";
        });
    }

    /** One line of one product, and another of a second; both may be the same. */
    String deliver(String location, String id, String one, String much, String other, String many, int minute) {
        List<Object> content = List.of(one, value(much), other, value(many), minute);
        return once("deliveries of " + location + id, content, () -> {
            if (one.equals(other)) {
                add(location, one, "in", value(much).add(value(many)).toPlainString(), minute);
            } else {
                add(location, one, "in", much, minute);
                add(location, other, "in", many, minute);
            }
            return "201 {\"requestId\":\"" + id + "\",\"locationId\":\"" + location
                    + "\",\"supplierId\":\"s\",\"supplierRef\":\"r\",\"deliveredAt\":\"" + time(minute)
                    + "\",\"products\":[{\"productId\":\"" + one + "\",\"quantity\":" + much + "},{\"productId\":\""
                    + other + "\",\"quantity\":" + many + "}]}";
        });
    }

    String level(String location, String product) {
        List<Event> events = pots.getOrDefault(pot(location, product), List.of());
        BigDecimal[] sums = sums(events);
        String newest = events.stream()
                .map(Event::minute)
                .max(Comparator.naturalOrder())
                .map(SimpleShop::time)
                .orElse("1970-01-01T00:00:00");
        return "200 {\"locationId\":\"" + location + "\",\"productId\":\"" + product + "\",\"quantity\":"
                + plain(sums[0])
                + (sums[1].signum() == 0 ? "" : ",\"pendingAdjustment\":" + plain(sums[1]))
                + ",\"lastUpdated\":\"" + newest + "\"}";
    }

    private String once(String id, List<Object> content, java.util.function.Supplier<String> execution) {
        Known known = requests.get(id);
        if (known != null) {
            return known.content.equals(content) ? known.answer : "409 {\"status\":\"IdempotencyContentMismatch\"}";
        }
        String answer = execution.get();
        if (answer.startsWith("201")) {
            requests.put(id, new Known(content, answer));
        }
        return answer;
    }

    private void add(String location, String product, String kind, String quantity, int minute) {
        pots.computeIfAbsent(pot(location, product), key -> new ArrayList<>())
                .add(new Event(kind, value(quantity), minute));
    }

    /** Quantity and pending adjustment. */
    private static BigDecimal[] sums(List<Event> arrived) {
        List<Event> events = new ArrayList<>(arrived);
        events.sort(Comparator.comparingInt(Event::minute));
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal pending = BigDecimal.ZERO;
        for (Event event : events) {
            quantity = switch (event.kind) {
                case "in" -> quantity.add(event.quantity);
                case "out" -> quantity.subtract(event.quantity);
                default -> event.quantity;
            };
            if (quantity.signum() < 0) {
                pending = pending.add(quantity);
                quantity = BigDecimal.ZERO;
            }
        }
        return new BigDecimal[] {quantity, pending};
    }

    private static String pot(String location, String product) {
        return location + "/" + product + "/";
    }

    private static BigDecimal value(String quantity) {
        return new BigDecimal(quantity).stripTrailingZeros();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
