package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node answers beside stock: who may do what, places, health, and what the API is. */
class ApiAroundStockTest extends ApiScene {

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
    void a_permission_is_a_text_of_words_as_every_other_text() {
        String most = "\uD83C\uDF75".repeat(200);
        assertThat(admin.put("/admin/jobs/Odd", permitting(most)).status()).isEqualTo(200);
        for (String none : List.of(most + "x", "a\u0085b", "\\ud800", "a::b", "")) {
            assertThat(admin.put("/admin/jobs/Odd", permitting(none)))
                    .hasToString("400 {\"invalidValues\":[\"permissions\"]}");
        }
        assertThat(admin.delete("/admin/jobs/Odd").status()).isEqualTo(200);
    }

    private static String permitting(String permission) {
        return "{\"permissions\":[\"" + permission + "\"]}";
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
        assertThat(admin.put("/locations/X", "{\"roles\":1,\"parent\":\"Nowhere\"}"))
                .hasToString("400 {\"invalidValues\":[\"parent\",\"roles\"]}");
        assertThat(admin.put("/locations/Region", "{\"roles\":[],\"name\":\"\",\"parent\":\"Depot\"}"))
                .hasToString("400 {\"invalidValues\":[\"name\",\"parent\"]}");
        assertThat(admin.put("/locations/X", "{\"roles\":1,\"parent\":\"Depot\"}"))
                .hasToString("400 {\"invalidValues\":[\"roles\"]}");
        assertThat(admin.put("/locations/%01", "{\"roles\":[],\"parent\":\"Nowhere\"}"))
                .hasToString("400 {\"invalidValues\":[\"parent\"]}");
        assertThat(admin.put("/locations/%01", "{\"roles\":[],\"parent\":\"Depot\"}"))
                .hasToString("404 {\"status\":\"LocationNotFound\"}");
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
}
