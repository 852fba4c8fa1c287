package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.node.locations.FakeApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node that asks a Location API. */
class LocationApiOnNodeTest {

    private static final String DEPOT = "{\"id\":\"Depot\",\"roles\":[\"TrackedInventoryLocation\"]}";
    private static final String DOWN = "502 {\"status\":\"UpstreamServiceUnavailable\"}";
    private static final String LEVEL = "/locations/Depot/products/Tea?includeChildren=false";

    @TempDir
    private Path keys;

    private final FakeApi locations = new FakeApi();
    private OneNode node;
    private Api api;

    /** Neither the API is late nor the quiet period over because a busy machine stands still. */
    @BeforeEach
    void start() {
        start("first", "60s", "1h");
    }

    private void start(String folder, String timeout, String quietPeriod) {
        node = OneNode.start(
                keys.resolve(folder),
                "location-api",
                Map.of(
                        "LOCATION_API_URL",
                        locations.uri().toString(),
                        "LOCATION_API_TIMEOUT",
                        timeout,
                        "LOCATION_API_RETRY_INITIAL_DELAY",
                        "10ms",
                        "LOCATION_API_FAIL_FAST_THRESHOLD",
                        "2",
                        "LOCATION_API_FAIL_FAST_QUIET_PERIOD",
                        quietPeriod));
        api = node.as("System Administrator");
    }

    private void startAnew(String timeout, String quietPeriod) {
        node.close();
        start("second", timeout, quietPeriod);
    }

    @AfterEach
    void stop() {
        node.close();
        locations.close();
    }

    @Test
    void an_answer_that_may_be_kept_is_asked_for_once_and_another_each_time() {
        locations.with("/locations/Depot", DEPOT, "Cache-Control", "max-age=60");
        assertThat(api.get(LEVEL).status()).isEqualTo(200);
        assertThat(api.get(LEVEL).status()).isEqualTo(200);
        assertThat(locations.asked()).containsOnlyOnce("/locations/Depot");

        locations.with("/locations/Shop", DEPOT.replace("Depot", "Shop"), "Cache-Control", "no-cache");
        assertThat(api.get(LEVEL.replace("Depot", "Shop")).status()).isEqualTo(200);
        assertThat(api.get(LEVEL.replace("Depot", "Shop")).status()).isEqualTo(200);
        assertThat(locations.asked().stream().filter("/locations/Shop"::equals)).hasSize(2);
    }

    @Test
    void a_request_is_tried_three_times_and_then_the_client_is_told_who_is_to_blame() {
        locations.with("/locations/Depot", DEPOT);

        locations.failingNext(2, 503);
        assertThat(api.get(LEVEL).status()).isEqualTo(200);
        assertThat(locations.asked()).hasSize(3);

        locations.failingNext(3, 500);
        assertThat(api.get(LEVEL)).hasToString(DOWN);
        assertThat(locations.asked()).hasSize(6);
    }

    @Test
    void an_api_that_answers_nobody_is_left_alone() {
        locations.with("/locations/Depot", DEPOT);
        locations.failingNext(6, 500);
        assertThat(api.get(LEVEL)).hasToString(DOWN);
        assertThat(api.get(LEVEL)).hasToString(DOWN);
        int asked = locations.asked().size();

        assertThat(api.get(LEVEL)).hasToString(DOWN);
        assertThat(locations.asked()).hasSize(asked);
    }

    @Test
    void an_api_that_is_left_alone_is_found_again() {
        startAnew("60s", "1s");
        locations.with("/locations/Depot", DEPOT);
        locations.failingNext(6, 500);
        assertThat(api.get(LEVEL)).hasToString(DOWN);
        assertThat(api.get(LEVEL)).hasToString(DOWN);

        await().atMost(Duration.ofSeconds(30)).until(() -> api.get(LEVEL).status() == 200);
        assertThat(api.get(LEVEL).status()).isEqualTo(200);
    }

    @Test
    void an_api_that_is_silent_is_one_that_is_down() {
        startAnew("1s", "1h");
        locations.stallingNext().stallingNext().stallingNext();

        assertThat(api.get(LEVEL)).hasToString(DOWN);
    }

    @Test
    void whether_the_node_is_ready_depends_on_the_apis_health() {
        assertThat(api.get("/health/ready").status()).isEqualTo(503);

        locations.with("/health", "{}");

        assertThat(api.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void levels_are_nested_as_the_apis_children_are_and_its_directory_is_nobody_elses() {
        locations.with("/locations/Depot", DEPOT);
        locations.with(
                "/locations/North/children",
                "{\"id\":\"North\",\"roles\":[],\"children\":[" + DEPOT.replace("}", ",\"children\":[]}") + "]}");
        api.post(
                "/locations/Depot/products/Tea/counts",
                "{\"requestId\":\"1\",\"quantity\":5,\"reason\":\"AdminOverride\",\"countedAt\":\"2026-01-05T10:00:00\"}");

        assertThat(api.get("/locations/North/products/Tea"))
                .hasToString("200 {\"locationId\":\"North\",\"productId\":\"Tea\",\"lastUpdated\":"
                        + "\"2026-01-05T10:00:00\",\"totalQuantity\":5,\"childLocations\":["
                        + "{\"locationId\":\"Depot\",\"quantity\":5,\"totalQuantity\":5}]}");
        assertThat(api.put("/locations/Depot", "{\"roles\":[]}")).hasToString("404 {\"status\":\"NotFound\"}");
    }
}
