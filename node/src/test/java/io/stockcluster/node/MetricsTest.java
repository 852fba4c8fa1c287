package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static OneNode node;

    @BeforeAll
    static void start(@TempDir Path keys) {
        node = OneNode.start(keys, "metrics-test", Map.of());
        await().atMost(SOON).until(node.node()::ready);
        var admin = node.as("System Administrator");
        admin.put("/locations/Depot", "{\"roles\":[\"TrackedInventoryLocation\"]}");
        var reply = node.as("Store Stock Controller")
                .post(
                        "/locations/Depot/products/Tea/sales",
                        "{\"requestId\":\"s1\",\"quantity\":1,\"soldAt\":\"2024-12-26T15:35:00Z\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        node.asNobody().get("/locations/Depot/products/Tea");
        node.asNobody().get("/nowhere/at/all/of/it");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Api.Reply read() {
        return new Api(node.managementPort(), Optional.empty()).get("/metrics");
    }

    @Test
    void they_are_in_the_form_that_prometheus_reads() {
        Api.Reply metrics = read();

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.text()).contains("# HELP stock_shards ", "# TYPE stock_shards gauge");
    }

    @Test
    void requests_are_counted_by_route_and_status() {
        // A request is counted when its answer has been sent; how fast it was is the machine's business.
        String sales = "route=\"POST /locations/\\{[a-zA-Z]+}/products/\\{[a-zA-Z]+}/sales\",status=\"201\"";
        String nowhere = "stock_http_server_requests_seconds_bucket{route=\"none\",status=\"404\",";
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read().text())
                        .containsPattern("stock_http_server_requests_seconds_count\\{" + sales + "} 1\n")
                        .containsPattern(Pattern.quote(nowhere + "le=\"1.0\"} ") + "[01]\n")
                        .contains(
                                nowhere + "le=\"+Inf\"} 1", "stock_requests_refused_total{reason=\"Unauthorized\"} 1"));
    }

    @Test
    void messages_are_counted_by_type_and_outcome() {
        assertThat(read().text())
                .contains(
                        "stock_actor_messages_total{outcome=\"changed\",type=\"stock-pot\"} 1",
                        "stock_actor_messages_total{outcome=\"quorum-unavailable\",type=\"stock-pot\"} 0",
                        "stock_actor_message_seconds_count{type=\"stock-pot\"} ",
                        "stock_routing_seconds_count{outcome=\"answered\",type=\"stock-pot\"} ");
    }

    @Test
    void the_cluster_is_told_as_this_node_sees_it() {
        assertThat(read().text())
                .contains(
                        "stock_cluster_members 1",
                        "stock_cluster_quorum 1",
                        "stock_shards{state=\"owned\"} 271",
                        "stock_shards{state=\"lost\"} 0");
    }

    @Test
    void the_jvm_and_the_process_are_told_as_usual() {
        assertThat(read().text())
                .contains(
                        "jvm_memory_used_bytes{",
                        "jvm_threads_live_threads",
                        "process_cpu_usage",
                        "process_uptime_seconds",
                        "process_files_open_files",
                        "stock_log_lines_dropped_total{level=\"debug\"} 0");
    }

    @Test
    void nothing_that_callers_name_becomes_a_label() {
        assertThat(read().text()).doesNotContain("Depot", "Tea", "nowhere", "Controller");
    }
}
