package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

@EndToEnd
class InstallationIT {

    @Test
    void the_small_example_becomes_ready_under_the_installed_chart_and_kubectl_tells_so_in_a_line(Stock stock) {
        stock.awaitReady();

        List<String> table = stock.cluster()
                .kubectl("get", "stockcluster", stock.name())
                .lines()
                .toList();

        assertThat(words(table.getFirst())).containsExactly("NAME", "READY", "ACTORS", "HTTP", "PHASE", "AGE");
        assertThat(words(table.get(1))).startsWith(stock.name(), "True", "3", "1", "Ready");
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
