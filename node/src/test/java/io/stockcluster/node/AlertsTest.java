package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When alerts fire and when they end, by Prometheus's own tool, where there is one. */
class AlertsTest {

    private static final Path SCENARIO = Path.of("src", "test", "resources", "alerts", "location-api.yaml");

    @Test
    void a_location_api_that_is_left_alone_is_told_until_somebody_has_asked_it_again()
            throws IOException, InterruptedException {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
        if (!there) {
            System.out.println("SKIPPED: when alerts fire is not tried, since there is no promtool on this machine");
            return;
        }
        Process promtool = new ProcessBuilder("promtool", "test", "rules", SCENARIO.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }
}
