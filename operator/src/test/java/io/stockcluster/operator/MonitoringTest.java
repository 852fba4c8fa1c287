package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart brings for Prometheus and Grafana. */
class MonitoringTest {

    private static final Path RULES = Chart.FOLDER.resolve("alerts/rules.yaml");

    /** When the alert about the Location API fires, and when it ends. */
    private static final Path LOCATION_API = Path.of("src", "test", "resources", "alerts", "location-api.yaml");

    @Test
    void withoutBeingAskedForThereIsNothingOfThem() {
        assertThat(Chart.rendered(UnaryOperator.identity()))
                .extracting(HasMetadata::getKind)
                .doesNotContain("ConfigMap", "PrometheusRule");
    }

    @Test
    void eachDashboardIsAConfigMapThatGrafanaFinds() throws IOException {
        List<ConfigMap> maps = Chart.rendered(values -> values.set("dashboards.enabled", "true")).stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .toList();

        assertThat(maps).hasSize(3).allSatisfy(map -> {
            assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
            assertThat(map.getData()).hasSize(1).allSatisfy((file, json) -> {
                JsonNode board = Serialization.unmarshal(json, JsonNode.class);
                assertThat(board.path("uid").asText()).isNotEmpty();
                assertThat(board.path("panels")).isNotEmpty();
                assertThat(ids(board)).doesNotHaveDuplicates();
            });
        });
        assertThat(maps).extracting(map -> map.getMetadata().getName()).doesNotHaveDuplicates();
    }

    private static List<Integer> ids(JsonNode board) {
        return board.path("panels").findValues("id").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void eachAlertHasASeverityAndAnEntryInTheRunbook() throws IOException {
        GenericKubernetesResource rules = Chart.rendered(values ->
                        values.set("alerts.enabled", "true").set("alerts.runbook", "https://wiki.example/stock"))
                .stream()
                .filter(GenericKubernetesResource.class::isInstance)
                .map(GenericKubernetesResource.class::cast)
                .findFirst()
                .orElseThrow();
        Set<String> entries = anchors(Files.readString(Path.of("../docs/runbook.md")));
        List<Map<String, Object>> alerts = alerts(rules);

        assertThat(rules.getKind()).isEqualTo("PrometheusRule");
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(at(alert, "labels")).containsKey("severity");
            assertThat(at(alert, "annotations")).containsKeys("summary", "description");
            String link = at(alert, "annotations").get("runbook_url").toString();
            assertThat(link).startsWith("https://wiki.example/stock#");
            assertThat(entries).contains(link.substring(link.indexOf('#') + 1));
            assertThat(link).endsWith(alert.get("alert").toString().toLowerCase(Locale.ROOT));
        });
        assertThat(alerts).extracting(alert -> alert.get("alert")).doesNotHaveDuplicates();
    }

    @Test
    void eachExpressionIsOne() throws IOException {
        assertThat(expressions()).hasSizeGreaterThan(40).allSatisfy(PromQl::check);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum by (pod (up)",
                "rate(up[5m]",
                "up{job=prometheus}",
                "up >",
                "up up",
                "rates(up[5m])",
                "max(up) § 2",
                "up[5 minutes]"
            })
    void whatIsNoExpressionIsFound(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> PromQl.check(expression));
    }

    /** By Prometheus's own tool, where there is one; the node's tests hold the names in them to what it serves. */
    @Test
    void prometheusUnderstandsThemToo(@TempDir Path folder) throws IOException, InterruptedException {
        // A dashboard's expression is written as a rule that records it.
        Path drawn = folder.resolve("drawn.yaml");
        List<Map<String, String>> records = expressions().stream()
                .map(expression -> Map.of("record", "drawn", "expr", expression))
                .distinct()
                .toList();
        Files.writeString(
                drawn, Serialization.asYaml(Map.of("groups", List.of(Map.of("name", "drawn", "rules", records)))));

        agrees(folder, "check", "rules", "--lint=none", RULES.toString(), drawn.toString());
    }

    @Test
    void aLocationApiThatIsLeftAloneIsToldUntilSomebodyHasAskedItAgain(@TempDir Path folder)
            throws IOException, InterruptedException {
        agrees(folder, "test", "rules", LOCATION_API.toString());
    }

    private static void agrees(Path folder, String... arguments) throws IOException, InterruptedException {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
        if (!there) {
            System.out.println(
                    "SKIPPED: rules and dashboards are only read by a parser of our own, and no alert is tried,"
                            + " since there is no promtool on this machine");
            return;
        }
        Path said = folder.resolve("said.txt");
        Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(promtool.exitValue()).as(Files.readString(said)).isZero();
    }

    /** Of all alerts and all panels; Grafana's variables stand for something. */
    private static List<String> expressions() throws IOException {
        List<JsonNode> sources =
                new ArrayList<>(List.of(Serialization.unmarshal(Files.readString(RULES), JsonNode.class)));
        try (Stream<Path> boards = Files.list(Chart.FOLDER.resolve("dashboards"))) {
            for (Path board : boards.toList()) {
                sources.add(Serialization.unmarshal(Files.readString(board), JsonNode.class));
            }
        }
        return sources.stream()
                .flatMap(source -> source.findValues("expr").stream())
                .map(expression -> expression.asText().replace("$__rate_interval", "5m"))
                .toList();
    }

    @Test
    void alertsLinkToARunbookThatCanBeOpened() {
        assertThatThrownBy(() -> Chart.rendered(values -> values.set("alerts.enabled", "true")))
                .hasMessageContaining("alerts.runbook");
    }

    @SuppressWarnings("unchecked") // as PrometheusRule has it
    private static List<Map<String, Object>> alerts(GenericKubernetesResource rules) {
        List<Map<String, Object>> groups = (List<Map<String, Object>>)
                at(rules.getAdditionalProperties(), "spec").get("groups");
        return groups.stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                .toList();
    }

    @SuppressWarnings("unchecked") // as PrometheusRule has it
    private static Map<String, Object> at(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.get(name);
    }

    private static Set<String> anchors(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).strip().toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
