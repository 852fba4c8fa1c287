package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node and the {@link SimpleShop} are told the same, and must answer the same, byte for byte. A build says the same
 * of the same code each time; {@code -Ddifferential.seed=} tries others.
 */
class DifferentialTest {

    private static final long SEED = Long.getLong("differential.seed", 1);
    private static final int REQUESTS = 2_000;
    private static final List<String> LOCATIONS = List.of("Depot", "Shop", "Kiosk");
    private static final List<String> PRODUCTS = List.of("Tea", "Milk");
    private static final List<String> QUANTITIES = List.of("1", "1.0", "2", "2.50", "2.5", "0.1", "0.2", "7", "30");

    @TempDir
    private static Path keys;

    private final Random random = new Random(SEED);
    private final SimpleShop shop = new SimpleShop();

    @Test
    void a_node_answers_as_the_simplest_shop_would() {
        System.out.println("Comparing with seed " + SEED);
        try (OneNode node = OneNode.start(keys, "differential-test", Map.of())) {
            Api admin = node.as("System Administrator");
            LOCATIONS.forEach(
                    location -> admin.put("/locations/" + location, "{\"roles\":[\"TrackedInventoryLocation\"]}"));
            for (int i = 0; i < REQUESTS; i++) {
                one(admin, i);
            }
            for (String location : LOCATIONS) {
                PRODUCTS.forEach(product -> level(admin, location, product, "the end"));
            }
        }
    }

    /** Ids come from few, so that many come again: as they were, spelled otherwise, or for something else. */
    private void one(Api api, int i) {
        String as = "request " + i + " of seed " + SEED;
        String at = any(LOCATIONS);
        String product = any(PRODUCTS);
        String pot = "/locations/" + at + "/products/" + product;
        int number = random.nextInt(150);
        String id = "r" + number;
        // Mostly the same for the same id.
        Random same = random.nextInt(4) == 0 ? random : new Random(number);
        String quantity = QUANTITIES.get(same.nextInt(QUANTITIES.size()));
        int minute = same.nextInt(24 * 60);
        String time = SimpleShop.time(minute);
        String start = "{\"requestId\":\"" + id + "\",\"quantity\":" + quantity;
        switch (same.nextInt(6)) {
            case 0 ->
                assertThat(api.post(pot + "/sales", start + ",\"soldAt\":\"" + time + "Z\"}"))
                        .as(as)
                        .hasToString(shop.sell(at, product, id, quantity, minute));
            case 1 ->
                assertThat(api.post(
                                pot + "/counts",
                                start + ",\"reason\":\"AdminOverride\",\"countedAt\":\"" + time + "\"}"))
                        .as(as)
                        .hasToString(shop.count(at, product, id, quantity, minute));
            case 2, 3 -> {
                String to = LOCATIONS.get((LOCATIONS.indexOf(at) + 1 + same.nextInt(2)) % LOCATIONS.size());
                String reason = random.nextBoolean() ? "replenishment" : "REPLENISHMENT";
                assertThat(api.post(
                                "/locations/" + at + "/" + product + "/movements",
                                start + ",\"destinationLocationId\":\"" + to + "\",\"reason\":\"" + reason
                                        + "\",\"movedAt\":\"" + time + "+00:00\"}"))
                        .as(as)
                        .hasToString(shop.move(at, to, product, id, quantity, reason, minute));
            }
            case 4 -> {
                String other = PRODUCTS.get(same.nextInt(PRODUCTS.size()));
                String many = QUANTITIES.get(same.nextInt(QUANTITIES.size()));
                assertThat(api.post(
                                "/locations/" + at + "/deliveries",
                                "{\"requestId\":\"" + id + "\",\"supplierId\":\"s\",\"supplierRef\":\"r\","
                                        + "\"deliveredAt\":\"" + time.toLowerCase(Locale.ROOT) + "\",\"products\":["
                                        + line(product, quantity) + "," + line(other, many) + "]}"))
                        .as(as)
                        .hasToString(shop.deliver(at, id, product, quantity, other, many, minute));
            }
            default -> level(api, at, product, as);
        }
    }

    private void level(Api api, String location, String product, String as) {
        assertThat(api.get("/locations/" + location + "/products/" + product + "?includeChildren=false"))
                .as(as)
                .hasToString(shop.level(location, product));
    }

    private static String line(String product, String quantity) {
        return "{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}";
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
