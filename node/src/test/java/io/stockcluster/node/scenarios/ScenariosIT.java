package io.stockcluster.node.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.core.cli.Main;
import io.stockcluster.node.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All scenarios, on each layout: nobody can tell how many nodes there are. What was read is in {@code target/}. */
class ScenariosIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void every_scenario_holds_on(Cluster.Layout layout) throws IOException {
        Path report = Path.of("target", "scenarios-" + layout + ".txt");
        byte failed;
        try (var cluster = Cluster.start(folder, layout)) {
            Steps.on(cluster);
            failed = Main.run(
                    new String[] {
                        "--glue",
                        Steps.class.getPackageName(),
                        "--plugin",
                        "pretty:" + report,
                        "--monochrome",
                        "classpath:" + Steps.class.getPackageName().replace('.', '/')
                    },
                    getClass().getClassLoader());
        }
        assertThat(failed)
                .as("what went wrong, see %s:\n%s", report, Files.readString(report))
                .isZero();
    }
}
