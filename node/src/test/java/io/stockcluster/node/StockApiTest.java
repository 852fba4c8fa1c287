package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over HTTP, on a node that is a whole system. Each scenario has products of its own. */
class StockApiTest {

    @TempDir
    private static Path keys;

    private static OneNode node;
    private static Api admin;
    private static Api controller;
    private static Api auditor;
    private static Api nobody;

    @BeforeAll
    static void start() {
        node = OneNode.start(keys, "api-test", Map.of());
        nobody = node.asNobody();
        admin = node.as("System Administrator");
        controller = node.as("Store Stock Controller");
        auditor = node.as("Regional Stock Auditor");

        admin.put("/locations/Region", "{\"roles\":[]}");
        admin.put("/locations/Depot", "{\"parent\":\"Region\",\"roles\":[\"TrackedInventoryLocation\"]}");
        admin.put("/locations/Shop%201", "{\"parent\":\"Depot\",\"roles\":[\"TrackedInventoryLocation\"]}");
        admin.put("/locations/Shelf", "{\"parent\":\"Shop 1\",\"roles\":[\"Shelf\"]}");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

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
    void a_move_is_wrong_in_the_order_of_the_contract() {
        String path = "/locations/Depot/Salt/movements";

        assertThat(nobody.get(path).header("Allow")).contains("POST");
        assertThat(auditor.post(path, "x")).hasToString("403 {\"status\":\"PermissionDenied\"}");
        assertThat(controller.post(path, "{}"))
                .hasToString("400 {\"missingFields\":[\"requestId\",\"destinationLocationId\",\"quantity\","
                        + "\"reason\",\"movedAt\"]}");
        assertThat(controller.post("/locations/Depot/%01/movements", movement("", "Depot", "0", "whim", "now")))
                .hasToString("400 {\"invalidValues\":[\"productId\",\"requestId\",\"destinationLocationId\","
                        + "\"quantity\",\"reason\",\"movedAt\"]}");
        assertThat(controller.post(path, moveTo("Shop 1").replace("replenishment", "replen\u0131shment")))
                .hasToString("400 {\"invalidValues\":[\"reason\"]}");
        assertThat(controller.post("/locations/Nowhere/Salt/movements", moveTo("Region")))
                .hasToString("404 {\"status\":\"LocationNotFound\"}");
        assertThat(controller.post("/locations/Shelf/Salt/movements", moveTo("Nowhere")))
                .hasToString("404 {\"status\":\"LocationNotFound\"}");
        var away = controller.post("/locations/Shelf/Salt/movements", moveTo("Region"));
        assertThat(away).hasToString("303 {\"status\":\"LocationNotTracked\"}");
        assertThat(away.header("Location")).contains("/locations/Shop%201/Salt/movements");
        assertThat(controller.post(path, moveTo("Shelf"))).hasToString("400 {\"status\":\"LocationNotTracked\"}");
        assertThat(controller.post(path, moveTo("Shop 1"))).hasToString("400 {\"status\":\"InsufficientStock\"}");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"requestId\":\"x\"} | 400 {\"missingFields\":[\"quantity\",\"soldAt\"]}",
                "{\"soldAt\":null,\"quantity\":0} | 400 {\"missingFields\":[\"requestId\",\"soldAt\"]}",
                "{\"requestId\":\"\",\"quantity\":0,\"soldAt\":\"now\"}"
                        + " | 400 {\"invalidValues\":[\"requestId\",\"quantity\",\"soldAt\"]}",
                "{\"requestId\":1,\"quantity\":\"1\",\"soldAt\":\"2024-01-01T00:00:00\"}"
                        + " | 400 {\"invalidValues\":[\"requestId\",\"quantity\"]}",
                "{\"requestId\":\"x\",\"quantity\":1e999999999,\"soldAt\":\"2024-01-01T00:00:00\"}"
                        + " | 400 {\"invalidValues\":[\"quantity\"]}",
                "{\"requestId\":\"\\ud800\",\"quantity\":1,\"soldAt\":\"2024-01-01T00:00:00\"}"
                        + " | 400 {\"invalidValues\":[\"requestId\"]}",
                "[] | 400 {\"status\":\"BadRequest\"}",
                "{} {} | 400 {\"status\":\"BadRequest\"}",
                "{\"requestId\" | 400 {\"status\":\"BadRequest\"}",
            })
    void a_body_is_told_all_that_is_wrong_with_it(String body, String reply) {
        assertThat(controller.post("/locations/Depot/products/Tea/sales", body)).hasToString(reply);
    }

    @Test
    void a_path_is_wrong_in_the_order_of_the_contract() {
        String longest = "x".repeat(201);
        String good = sale("p1", "1", "2024-01-01T00:00:00");

        assertThat(nobody.get("/nothing")).hasToString("404 {\"status\":\"NotFound\"}");
        var wrongMethod = nobody.delete("/locations/Depot/products/Tea");
        assertThat(wrongMethod).hasToString("405 {\"status\":\"MethodNotAllowed\"}");
        assertThat(wrongMethod.header("Allow")).contains("GET");
        assertThat(nobody.get("/locations/Depot").header("Allow")).isEmpty();
        assertThat(nobody.post("/locations/Nowhere/products/Tea/sales", "x"))
                .hasToString("401 {\"status\":\"Unauthorized\"}");
        assertThat(auditor.post("/locations/Nowhere/products/Tea/sales", "x"))
                .hasToString("403 {\"status\":\"PermissionDenied\"}");
        assertThat(controller.post("/locations/Nowhere/products/" + longest + "/sales", "{\"requestId\":\"\"}"))
                .hasToString("400 {\"missingFields\":[\"quantity\",\"soldAt\"]}");
        assertThat(controller.post(
                        "/locations/Nowhere/products/" + longest + "/sales", sale("", "1", "2024-01-01T00:00:00")))
                .hasToString("400 {\"invalidValues\":[\"productId\",\"requestId\"]}");
        assertThat(controller.post("/locations/Nowhere/products/Tea/sales", good))
                .hasToString("404 {\"status\":\"LocationNotFound\"}");
        assertThat(controller.post("/locations/" + longest + "/products/Tea/sales", good))
                .hasToString("404 {\"status\":\"LocationNotFound\"}");
        assertThat(controller.get("/locations/Depot/products/%01?includeChildren=maybe"))
                .hasToString("400 {\"invalidValues\":[\"productId\",\"includeChildren\"]}");
    }

    @Test
    void a_write_to_a_part_of_a_tracked_location_is_shown_the_way() {
        var away = controller.post("/locations/Shelf/products/Te%20a/sales", sale("t1", "1", "2024-01-01T00:00:00"));

        assertThat(away).hasToString("303 {\"status\":\"LocationNotTracked\"}");
        assertThat(away.header("Location")).contains("/locations/Shop%201/products/Te%20a/sales");
        assertThat(controller.post("/locations/Region/products/Tea/sales", sale("t2", "1", "2024-01-01T00:00:00")))
                .hasToString("400 {\"status\":\"LocationNotTracked\"}");
    }

    @Test
    void a_body_over_a_mebibyte_is_too_large() {
        assertThat(controller.post("/locations/Depot/products/Tea/sales", " ".repeat(1024 * 1024 + 1)))
                .hasToString("413 {\"status\":\"PayloadTooLarge\"}");
        String justRight = sale("large", "1", "2024-01-01T00:00:00");
        assertThat(controller
                        .post(
                                "/locations/Depot/products/Large/sales",
                                justRight + " ".repeat(1024 * 1024 - justRight.length()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_token_is_good_only_at_its_locations() {
        var local = node.as("Store Stock Controller", "Shop 1", "Shelf");

        assertThat(local.get("/locations/Shop%201/products/Tea").status()).isEqualTo(200);
        assertThat(local.get("/locations/Depot/products/Tea")).hasToString("403 {\"status\":\"PermissionDenied\"}");
    }

    @Test
    void what_a_job_may_do_can_be_changed_at_run_time() {
        var clerk = node.as("Clerk", "Shop 1");
        assertThat(clerk.get("/locations/Depot/products/Tea").status()).isEqualTo(403);

        assertThat(admin.post(
                        "/admin/jobs",
                        "{\"jobFunction\":\"Clerk\",\"permissions\":[\"stock:level:read\"],\"locationScoped\":false}"))
                .hasToString("201 {\"jobFunction\":\"Clerk\",\"permissions\":[\"stock:level:read\"],"
                        + "\"locationScoped\":false}");
        assertThat(clerk.get("/locations/Depot/products/Tea").status()).isEqualTo(200);
        assertThat(admin.put("/admin/jobs/Clerk", "{\"permissions\":[\"stock:level:read\"]}"))
                .hasToString("200 {\"jobFunction\":\"Clerk\",\"permissions\":[\"stock:level:read\"],"
                        + "\"locationScoped\":true}");
        assertThat(clerk.get("/locations/Depot/products/Tea").status()).isEqualTo(403);
        assertThat(clerk.get("/locations/Shop%201/products/Tea").status()).isEqualTo(200);
        assertThat(admin.delete("/admin/jobs/Clerk").status()).isEqualTo(200);
        assertThat(admin.get("/admin/jobs/Clerk")).hasToString("404 {\"status\":\"JobNotFound\"}");
        assertThat(clerk.get("/locations/Shop%201/products/Tea").status()).isEqualTo(403);
        assertThat(controller.get("/admin/jobs").status()).isEqualTo(403);
    }

    @Test
    void the_built_in_directory_answers_as_a_location_api_does() {
        assertThat(auditor.get("/locations/Shop%201"))
                .hasToString("200 {\"id\":\"Shop 1\",\"parent\":\"Depot\",\"roles\":[\"TrackedInventoryLocation\"]}");
        assertThat(auditor.get("/locations/Depot/children?depth=1"))
                .hasToString("200 {\"id\":\"Depot\",\"parent\":\"Region\",\"roles\":[\"TrackedInventoryLocation\"],"
                        + "\"children\":[{\"id\":\"Shop 1\",\"parent\":\"Depot\",\"roles\":"
                        + "[\"TrackedInventoryLocation\"],\"children\":[]}]}");
        assertThat(auditor.get("/locations/Depot/path"))
                .hasToString("200 [{\"id\":\"Region\",\"roles\":[]},{\"id\":\"Depot\",\"parent\":\"Region\","
                        + "\"roles\":[\"TrackedInventoryLocation\"]}]");
        assertThat(auditor.get("/locations/Depot/children?depth=-1"))
                .hasToString("400 {\"invalidValues\":[\"depth\"]}");
        assertThat(auditor.get("/locations/Nowhere/path")).hasToString("404 {\"status\":\"LocationNotFound\"}");
        assertThat(auditor.put("/locations/X", "{\"roles\":[]}").status()).isEqualTo(403);
        assertThat(admin.put("/locations/Region", "{\"parent\":\"Shelf\",\"roles\":[]}"))
                .hasToString("400 {\"invalidValues\":[\"parent\"]}");
        assertThat(admin.delete("/locations/Depot")).hasToString("409 {\"status\":\"LocationHasChildren\"}");
        assertThat(admin.put("/locations/Gone", "{\"roles\":[]}").status()).isEqualTo(200);
        assertThat(admin.delete("/locations/Gone")).hasToString("204 ");
        assertThat(admin.delete("/locations/Gone").status()).isEqualTo(404);
    }

    @Test
    void both_ports_tell_of_health_and_the_management_port_of_the_cluster() {
        var management = nobody.at(node.managementPort());

        assertThat(nobody.get("/health/ready"))
                .hasToString("200 {\"status\":\"UP\",\"checks\":[{\"name\":\"running\",\"status\":\"UP\"},"
                        + "{\"name\":\"actors\",\"status\":\"UP\"},{\"name\":\"undrained\",\"status\":\"UP\"}]}");
        assertThat(management.get("/health/live").status()).isEqualTo(200);
        assertThat(management.get("/health/started").status()).isEqualTo(200);
        assertThat(management.get("/elsewhere")).hasToString("404 {\"status\":\"NotFound\"}");

        var cluster = management.get("/cluster").json();
        assertThat(cluster.path("node").asText()).isEqualTo("node-1");
        assertThat(cluster.path("role").asText()).isEqualTo("both");
        assertThat(cluster.path("state").asText()).isEqualTo("active");
        assertThat(cluster.path("cluster").path("members")).hasSize(1);
        assertThat(cluster.path("shards").path("owned").asInt()).isEqualTo(271);
        assertThat(cluster.path("safe").asBoolean()).isTrue();
    }

    @Test
    void the_api_describes_itself_to_anybody() {
        var description = nobody.get("/openapi.yaml");

        assertThat(description.status()).isEqualTo(200);
        assertThat(description.header("Content-Type")).contains("application/yaml");
        assertThat(description.text()).startsWith("openapi: 3.1");
    }

    private static void deliver(String product, String quantity, String time) {
        var reply = controller.post(
                "/locations/Depot/deliveries",
                "{\"requestId\":\"" + product + time
                        + "\",\"supplierId\":\"s\",\"supplierRef\":\"r\",\"deliveredAt\":\"" + time
                        + "\",\"products\":[{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}]}");
        assertThat(reply.status()).isEqualTo(201);
    }

    private static Api.Reply sell(String product, String requestId, String quantity, String time) {
        return controller.post("/locations/Depot/products/" + product + "/sales", sale(requestId, quantity, time));
    }

    private static String moveTo(String destination) {
        return movement("m", destination, "1", "replenishment", "2024-01-01T00:00:00");
    }

    private static String movement(String requestId, String to, String quantity, String reason, String time) {
        return "{\"requestId\":\"" + requestId + "\",\"destinationLocationId\":\"" + to + "\",\"quantity\":" + quantity
                + ",\"reason\":\"" + reason + "\",\"movedAt\":\"" + time + "\"}";
    }

    private static Api.Reply level(String product) {
        return controller.get("/locations/Depot/products/" + product);
    }

    private static String sale(String requestId, String quantity, String time) {
        return "{\"requestId\":\"" + requestId + "\",\"quantity\":" + quantity + ",\"soldAt\":\"" + time + "\"}";
    }
}
