package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every metric that a dashboard or an alert names is one that a node serves. */
class MonitoringNamesTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path CHART = Path.of("..", "helm", "stockcluster");
    private static final Pattern NAME = Pattern.compile("\\b(?:stock|jvm|process|system)_[a-z_]+\\b");

    @Test
    void every_metric_in_dashboards_and_alerts_is_served(@TempDir Path keys) throws IOException {
        Set<String> used = used();
        assertThat(used).isNotEmpty();
        try (OneNode node = OneNode.start(
                keys, "names", Map.of("LOCATION_API_URL", "http://127.0.0.1:" + Api.freePort(), "NODE_ROLE", "both"))) {
            // Nobody is there whom it could ask: that is an outcome, too.
            assertThat(node.as("Store Stock Controller")
                            .get("/locations/Depot/products/Tea")
                            .status())
                    .isEqualTo(502);
            // Somebody is refused.
            assertThat(node.asNobody().get("/locations/Depot/products/Tea").status())
                    .isEqualTo(401);
            // The first collection brings the metrics of collections, and a request its own; both a moment later.
            System.gc();
            var management = new Api(node.managementPort(), Optional.empty());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(used)
                            .isSubsetOf(names(management.get("/metrics").text())));
        }
    }

    private static Set<String> used() throws IOException {
        List<Path> boards;
        try (Stream<Path> files = Files.list(CHART.resolve("dashboards"))) {
            boards = files.toList();
        }
        assertThat(boards).hasSize(3);
        Set<String> used = names(Files.readString(CHART.resolve("alerts/rules.yaml")));
        for (Path board : boards) {
            JsonNode json = new ObjectMapper().readTree(Files.readString(board));
            // What panels draw, and what the choices at the top are taken from.
            Stream.concat(json.findValues("expr").stream(), json.findValues("query").stream())
                    .forEach(expression -> used.addAll(names(expression.toString())));
        }
        return used;
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
