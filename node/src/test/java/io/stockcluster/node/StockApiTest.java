package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is delivered, sold, counted and moved, and the levels that come of it. Each scenario has products of its own. */
class StockApiTest extends ApiScene {

    @Test
    void a_sale_lowers_the_level_and_what_was_not_there_is_pending() {
        deliver("Tea", "10", "2024-12-26T10:00:00Z");

        assertThat(sell("Tea", "s1", "12.5", "2024-12-26T15:35:00Z"))
                .hasToString("201 {\"requestId\":\"s1\",\"locationId\":\"Depot\",\"productId\":\"Tea\","
                        + "\"quantitySold\":12.5,\"soldAt\":\"2024-12-26T15:35:00\"}");
        assertThat(controller.get("/locations/Depot/products/Tea?includeChildren=false"))
                .hasToString("200 {\"locationId\":\"Depot\",\"productId\":\"Tea\",\"quantity\":0,"
                        + "\"pendingAdjustment\":-2.5,\"lastUpdated\":\"2024-12-26T15:35:00\"}");
    }

    @Test
    void no_binary_rounding_shows_and_no_exponent() {
        deliver("Flour", "0.1", "2024-01-01T10:00:00");
        deliver("Flour", "2e-1", "2024-01-01T11:00:00");
        assertThat(level("Flour").text()).contains("\"quantity\":0.3,");

        deliver("Flour", "999999999999999.7", "2024-01-01T12:00:00");
        assertThat(level("Flour").text()).contains("\"quantity\":1000000000000000,");
        assertThat(sell("Flour", "small", "0.000000001", "2024-01-01T12:00:00").text())
                .contains("\"quantitySold\":0.000000001,");
    }

    @Test
    void a_request_that_is_sent_again_is_answered_the_same_and_not_done_again() {
        var first = sell("Milk", "again", "1.0", "2024-12-26T15:35:00Z");
        var again = sell("Milk", "again", "1", "2024-12-26T16:35:00+01:00");
        var other = sell("Milk", "again", "2", "2024-12-26T15:35:00Z");

        assertThat(again).hasToString(first.toString());
        assertThat(other).hasToString("409 {\"status\":\"IdempotencyContentMismatch\"}");
        assertThat(level("Milk").json().path("pendingAdjustment").decimalValue())
                .isEqualByComparingTo("-1");
    }

    @Test
    void a_delivery_gives_each_of_its_pots_its_part_once() {
        String body = "{\"requestId\":\"d1\",\"supplierId\":\"s\",\"supplierRef\":\"r\",\"deliveredAt\":"
                + "\"2024-12-26T10:00:00.5\",\"products\":[{\"productId\":\"Rice\",\"quantity\":1.50},"
                + "{\"productId\":\"Beans\",\"quantity\":4},{\"productId\":\"Rice\",\"quantity\":2}]}";

        var first = controller.post("/locations/Depot/deliveries", body);
        var again = controller.post("/locations/Depot/deliveries", body);
        var other = controller.post("/locations/Depot/deliveries", body.replace("4}", "5}"));
        var elsewhere = controller.post("/locations/Shop%201/deliveries", body);

        assertThat(first)
                .hasToString("201 {\"requestId\":\"d1\",\"locationId\":\"Depot\",\"supplierId\":\"s\","
                        + "\"supplierRef\":\"r\",\"deliveredAt\":\"2024-12-26T10:00:00.5\",\"products\":["
                        + "{\"productId\":\"Rice\",\"quantity\":1.50},{\"productId\":\"Beans\",\"quantity\":4},"
                        + "{\"productId\":\"Rice\",\"quantity\":2}]}");
        assertThat(again).hasToString(first.toString());
        assertThat(other.status()).isEqualTo(409);
        assertThat(elsewhere.status()).isEqualTo(201);
        assertThat(level("Rice").json().path("quantity").asText()).isEqualTo("3.5");
        assertThat(level("Beans").json().path("quantity").asText()).isEqualTo("4");
    }

    @Test
    void a_count_says_what_there_is() {
        String path = "/locations/Depot/products/Salt/counts";
        String body = "{\"requestId\":\"c1\",\"reason\":\"AdminOverride\",\"quantity\":0,\"countedAt\":"
                + "\"2024-12-26T10:00:00\"}";

        assertThat(controller.post(path, body))
                .hasToString("201 {\"requestId\":\"c1\",\"location\":\"Depot\",\"productId\":\"Salt\",\"quantity\":0,"
                        + "\"reason\":\"AdminOverride\",\"countedAt\":\"2024-12-26T10:00:00\"}");
        assertThat(controller.post(path, body.replace("AdminOverride", "Whim")))
                .hasToString("400 {\"invalidValues\":[\"reason\"]}");
        assertThat(controller.post(path, body.replace(":0,", ":-1,")))
                .hasToString("400 {\"invalidValues\":[\"quantity\"]}");
    }

    @Test
    void a_move_takes_from_one_pot_and_gives_to_another_once() {
        deliver("Jam", "10.50", "2024-12-26T10:00:00");
        String path = "/locations/Depot/Jam/movements";
        String body = movement("m1", "Shop 1", "4.50", "Replenishment", "2024-12-26T12:00:00+01:00");

        var first = controller.post(path, body);
        sell("Jam", "s1", "9", "2024-12-26T10:30:00");
        var again = controller.post(path, movement("m1", "Shop 1", "4.5", "rePLENISHMENT", "2024-12-26T11:00:00"));

        assertThat(first)
                .hasToString("201 {\"requestId\":\"m1\",\"sourceLocationId\":\"Depot\","
                        + "\"destinationLocationId\":\"Shop 1\",\"productId\":\"Jam\",\"quantity\":4.50,"
                        + "\"reason\":\"Replenishment\",\"movedAt\":\"2024-12-26T11:00:00\"}");
        assertThat(again).hasToString(first.toString());
        assertThat(controller.post(path, body.replace("4.50", "4.51")))
                .hasToString("409 {\"status\":\"IdempotencyContentMismatch\"}");
        assertThat(controller.post("/locations/Depot/products/Jam/sales", sale("m1", "4.5", "2024-12-26T11:00:00")))
                .hasToString("409 {\"status\":\"IdempotencyContentMismatch\"}");
        assertThat(level("Jam").text())
                .contains("\"quantity\":0,\"pendingAdjustment\":-3,", "\"locationId\":\"Shop 1\",\"quantity\":4.5,");
    }

    @Test
    void a_move_of_more_than_there_was_is_refused_and_can_be_sent_again() {
        deliver("Honey", "1", "2024-12-26T10:00:00");
        String path = "/locations/Depot/Honey/movements";
        String body = movement("m1", "Shop 1", "2", "replenishment", "2024-12-26T11:00:00");

        assertThat(controller.post(path, body)).hasToString("400 {\"status\":\"InsufficientStock\"}");
        deliver("Honey", "1", "2024-12-26T11:00:00.000000001");
        assertThat(controller.post(path, body)).hasToString("400 {\"status\":\"InsufficientStock\"}");
        deliver("Honey", "1", "2024-12-26T10:30:00");
        assertThat(controller.post(path, body).status()).isEqualTo(201);
    }

    @Test
    void a_level_counts_all_that_is_part_of_the_location() {
        sell("Oil", "o1", "1", "2024-01-01T00:00:00");
        controller.post(
                "/locations/Shop%201/products/Oil/counts",
                "{\"requestId\":\"o2\",\"reason\":\"AdminOverride\",\"quantity\":7.50,\"countedAt\":"
                        + "\"2024-01-02T00:00:00\"}");

        assertThat(auditor.get("/locations/Region/products/Oil?includeChildren=true"))
                .hasToString("200 {\"locationId\":\"Region\",\"productId\":\"Oil\",\"lastUpdated\":"
                        + "\"2024-01-02T00:00:00\",\"totalQuantity\":7.5,\"childLocations\":[{\"locationId\":\"Depot\","
                        + "\"quantity\":0,\"pendingAdjustment\":-1,\"totalQuantity\":7.5,\"childLocations\":["
                        + "{\"locationId\":\"Shop 1\",\"quantity\":7.5,\"totalQuantity\":7.5,\"childLocations\":["
                        + "{\"locationId\":\"Shelf\",\"totalQuantity\":0}]}]}]}");
        assertThat(auditor.get("/locations/Region/products/Never?includeChildren=false"))
                .hasToString("200 {\"locationId\":\"Region\",\"productId\":\"Never\",\"lastUpdated\":"
                        + "\"1970-01-01T00:00:00\"}");
    }

    @Test
    void ids_may_hold_whatever_a_path_can_encode() {
        for (String id : new String[] {"a%20b", "a+b", "%C3%A9%E2%82%AC", "a%2Fb", "x;y=1", "%F0%9F%8D%B5"}) {
            String path = "/locations/Depot/products/" + id;
            assertThat(controller
                            .post(path + "/sales", sale("i1", "1", "2024-01-01T00:00:00"))
                            .status())
                    .isEqualTo(201);
            assertThat(controller.get(path).json().path("productId").asText())
                    .isEqualTo(java.net.URLDecoder.decode(
                            id.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private void deliver(String product, String quantity, String time) {
        var reply = controller.post(
                "/locations/Depot/deliveries",
                "{\"requestId\":\"" + product + time
                        + "\",\"supplierId\":\"s\",\"supplierRef\":\"r\",\"deliveredAt\":\"" + time
                        + "\",\"products\":[{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}]}");
        assertThat(reply.status()).isEqualTo(201);
    }

    private Api.Reply sell(String product, String requestId, String quantity, String time) {
        return controller.post("/locations/Depot/products/" + product + "/sales", sale(requestId, quantity, time));
    }

    private Api.Reply level(String product) {
        return controller.get("/locations/Depot/products/" + product);
    }
}
