package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request, and what its sender is told. */
class ApiRefusalsTest extends ApiScene {

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

    private static String moveTo(String destination) {
        return movement("m", destination, "1", "replenishment", "2024-01-01T00:00:00");
    }
}
