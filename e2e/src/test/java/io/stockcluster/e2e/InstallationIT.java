package io.stockcluster.e2e;

import static io.stockcluster.e2e.Stock.insisted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.traffic.StockApi;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@EndToEnd
class InstallationIT {

    @Test
    @Needs(Ability.KUBECTL)
    void the_small_example_becomes_ready_under_the_installed_chart_and_kubectl_tells_so_in_a_line(Stock stock) {
        stock.cluster().kubectl("wait", "--for=condition=Ready", "stockcluster/" + stock.name(), "--timeout=5m");

        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            List<String> table = stock.cluster()
                    .kubectl("get", "stockcluster", stock.name())
                    .lines()
                    .toList();

            assertThat(words(table.getFirst())).contains("NAME", "READY", "ACTORS", "HTTP", "PHASE", "AGE");
            assertThat(words(table.get(1))).startsWith(stock.name(), "True", "3", "1");
        });
    }

    @Test
    void the_small_example_becomes_ready_and_serves_a_sale(Stock stock) {
        StockApi clerk = stock.api("Store Stock Controller");
        insisted(() -> stock.api("System Administrator").track("First"));

        assertThat(insisted(() -> clerk.deliver("first", "First", 10, List.of("Tea")))
                        .status())
                .isEqualTo(201);
        assertThat(insisted(() -> clerk.sell("sale", "First", "Tea", 3)).status())
                .isEqualTo(201);
        assertThat(insisted(() -> clerk.level("First", "Tea")).body()).contains("\"quantity\":7");
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
