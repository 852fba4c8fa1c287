package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.node.locations.FakeApi;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of all that is wrong with a request, the first is told. Each request here is wrong in the way of its row and in every
 * way of the rows below it.
 */
class OrderOfErrorsTest {

    private static final String TOO_LARGE = "x".repeat(2 * 1024 * 1024);
    private static final String NO_JSON = "{\"quantity\":-1";
    private static final String MISSING = "{\"quantity\":-1,\"reason\":\"x\",\"products\":1,\"requestId\":\"\"}";
    private static final String INVALID = "{\"requestId\":\"r\",\"quantity\":-1,\"soldAt\":\"x\",\"countedAt\":\"x\","
            + "\"movedAt\":\"x\",\"deliveredAt\":\"x\",\"reason\":\"AdminOverride\",\"supplierId\":\"s\","
            + "\"supplierRef\":\"s\",\"destinationLocationId\":\"Nowhere\",\"products\":[]}";

    @TempDir
    private static Path keys;

    private static FakeApi locations;
    private static OneNode node;

    @BeforeAll
    static void start() {
        locations = new FakeApi();
        place("Depot", true);
        place("Shop", true);
        place("Shelf", false);
        place("Field", false);
        locations.with("/locations/Shelf/path", "[" + location("Depot", true) + "," + location("Shelf", false) + "]");
        locations.with("/locations/Field/path", "[" + location("Field", false) + "]");
        node = OneNode.start(
                keys,
                "order-of-errors",
                Map.of(
                        "LOCATION_API_URL",
                        locations.uri().toString(),
                        "LOCATION_API_TIMEOUT",
                        "60s",
                        "LOCATION_API_RETRY_MAX_ATTEMPTS",
                        "1",
                        "LOCATION_API_FAIL_FAST_THRESHOLD",
                        "1000"));
    }

    @AfterAll
    static void stop() {
        node.close();
        locations.close();
    }

    private static void place(String id, boolean tracked) {
        locations.with("/locations/" + id, location(id, tracked));
    }

    private static String location(String id, boolean tracked) {
        return "{\"id\":\"" + id + "\",\"roles\":[" + (tracked ? "\"TrackedInventoryLocation\"" : "") + "]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/locations/%FF/products/%FF/sales  | quantity,soldAt",
                "/locations/%FF/products/%FF/counts | quantity,countedAt",
                "/locations/%FF/%FF/movements       | quantity,reason,movedAt",
                "/locations/%FF/deliveries          | deliveredAt,products",
            })
    void of_a_request_that_is_wrong_in_every_way(String path, String invalid) {
        String ofPath = path.endsWith("deliveries") ? "" : "\"productId\",";
        String fields = ofPath + "\"" + invalid.replace(",", "\",\"") + "\"";
        Api nobody = node.asNobody();
        Api auditor = node.as("Regional Stock Auditor");
        Api elsewhere = node.as("Store Stock Controller", "Elsewhere");
        Api controller = node.as("Store Stock Controller");

        says(nobody, "PATCH", path + "/x/y/z?x=%FF", TOO_LARGE, "404 {\"status\":\"NotFound\"}");
        says(nobody, "PATCH", path + "?x=%FF", TOO_LARGE, "405 {\"status\":\"MethodNotAllowed\"}");
        says(nobody, "POST", path + "?x=%FF", TOO_LARGE, "401 {\"status\":\"Unauthorized\"}");
        says(auditor, "POST", path + "?x=%FF", TOO_LARGE, "403 {\"status\":\"PermissionDenied\"}");
        says(elsewhere, "POST", path + "?x=%FF", TOO_LARGE, "403 {\"status\":\"PermissionDenied\"}");
        says(controller, "POST", path + "?x=%FF", TOO_LARGE, "413 {\"status\":\"PayloadTooLarge\"}");
        says(controller, "POST", path + "?x=%FF", NO_JSON, "400 {\"status\":\"BadRequest\"}");
        assertThat(controller.post(path + "?x=%FF", MISSING).text()).startsWith("{\"missingFields\":[");
        says(controller, "POST", path + "?x=%FF", INVALID, "400 {\"invalidValues\":[" + fields + "]}");
        locations.failingNext(1, 500);
        says(
                controller,
                "POST",
                path.replaceFirst("%FF", "Field").replace("%FF", "Tea"),
                good(path),
                "502 {\"status\":\"UpstreamServiceUnavailable\"}");
        says(controller, "POST", path.replace("%FF", "Nowhere"), good(path), "404 {\"status\":\"LocationNotFound\"}");
    }

    private static void says(Api api, String method, String path, String body, String answer) {
        assertThat(api.send(method, path, Optional.of(body))).hasToString(answer);
    }

    /** Wrong in nothing but where it is. */
    private static String good(String path) {
        return body("r", "9", path.endsWith("counts") ? "AdminOverride" : "replenishment", "Nowhere at all");
    }

    private static String move(String id, String quantity, String destination) {
        return body(id, quantity, "replenishment", destination);
    }

    private static String body(String id, String quantity, String reason, String destination) {
        return "{\"requestId\":\"" + id + "\",\"quantity\":" + quantity
                + ",\"soldAt\":\"2026-01-05T10:00:00\",\"countedAt\":\"2026-01-05T10:00:00\","
                + "\"movedAt\":\"2026-01-05T10:00:00\",\"deliveredAt\":\"2026-01-05T10:00:00\",\"reason\":\""
                + reason + "\",\"supplierId\":\"s\",\"supplierRef\":\"s\",\"destinationLocationId\":\"" + destination
                + "\",\"products\":[{\"productId\":\"Tea\",\"quantity\":1}]}";
    }

    @Test
    void of_a_move_the_places_come_in_their_order_then_the_request_id_then_the_stock() {
        Api api = node.as("Store Stock Controller");
        String notTracked = "{\"status\":\"LocationNotTracked\"}";

        says(
                api,
                "POST",
                "/locations/Shelf/Tea/movements",
                move("r", "9", "Nowhere"),
                "404 {\"status\":\"LocationNotFound\"}");
        says(
                api,
                "POST",
                "/locations/Nowhere/Tea/movements",
                move("r", "9", "Shelf"),
                "404 {\"status\":\"LocationNotFound\"}");
        says(api, "POST", "/locations/Shelf/Tea/movements", move("r", "9", "Field"), "303 " + notTracked);
        says(api, "POST", "/locations/Field/Tea/movements", move("r", "9", "Shelf"), "400 " + notTracked);
        says(api, "POST", "/locations/Depot/Tea/movements", move("r", "9", "Field"), "400 " + notTracked);

        assertThat(api.post("/locations/Depot/products/Tea/sales", move("used", "1", "Shop"))
                        .status())
                .isEqualTo(201);
        says(
                api,
                "POST",
                "/locations/Depot/Tea/movements",
                move("used", "1000", "Shop"),
                "409 {\"status\":\"IdempotencyContentMismatch\"}");
        says(
                api,
                "POST",
                "/locations/Depot/Tea/movements",
                move("new", "1000", "Shop"),
                "400 {\"status\":\"InsufficientStock\"}");
    }

    @Test
    void of_a_level_that_is_asked_for_in_a_wrong_way() {
        String path = "/locations/%FF/products/%FF?includeChildren=%FF";
        Api controller = node.as("Store Stock Controller");

        says(node.asNobody(), "DELETE", path, TOO_LARGE, "405 {\"status\":\"MethodNotAllowed\"}");
        assertThat(node.asNobody().get(path)).hasToString("401 {\"status\":\"Unauthorized\"}");
        assertThat(node.as("Nobody's Job").get(path)).hasToString("403 {\"status\":\"PermissionDenied\"}");
        assertThat(controller.get(path)).hasToString("400 {\"invalidValues\":[\"productId\",\"includeChildren\"]}");
        locations.failingNext(1, 500);
        assertThat(controller.get("/locations/Nowhere/products/Tea"))
                .hasToString("502 {\"status\":\"UpstreamServiceUnavailable\"}");
        assertThat(controller.get("/locations/Nowhere/products/Tea"))
                .hasToString("404 {\"status\":\"LocationNotFound\"}");
    }
}
