package io.stockcluster.node.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.node.Described;
import io.stockcluster.node.config.Settings;
import io.stockcluster.node.config.SettingsReader;
import io.stockcluster.node.config.Sources;
import io.stockcluster.node.config.Surroundings;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Route;
import io.stockcluster.node.web.Routes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static Routes served() {
        Settings settings = SettingsReader.read(
                        new Sources(Map.of(), Map.of("NODE_ROLE", "actor"), Map.of()), Surroundings.real())
                .settings()
                .orElseThrow();
        var lifecycle = new Lifecycle();
        return ManagementApi.routes(
                settings,
                "1",
                Instant.EPOCH,
                lifecycle,
                Optional::empty,
                (type, key) -> key,
                new Health(lifecycle, () -> true, () -> true, Map.of()),
                Route.urgent("GET", "/metrics", call -> Answer.empty(200)));
    }

    @Test
    void every_call_is_described_and_nothing_else_is() {
        assertThat(Described.calls(Documents.read(Documents.DESCRIPTION))).isEqualTo(Described.calls(served().all()));
    }

    @Test
    void probes_and_metrics_are_answered_however_busy_the_port_is_and_nothing_else_is() {
        assertThat(served().all())
                .filteredOn(Route::urgent)
                .extracting(route -> String.join("/", route.path()))
                .containsExactlyInAnyOrder("health", "health/ready", "health/live", "health/started", "metrics");
    }

    @Test
    void the_page_needs_nothing_from_outside() {
        assertThat(Documents.read("page.html"))
                .doesNotContainPattern(Pattern.compile("(src|href)=\"(https?:)?//|@import|url\\((?!data:)"));
    }
}
