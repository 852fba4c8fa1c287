package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.e2e.StockApi.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EndToEnd
class FailoverIT {

    private static final String SHOP = "Harbour";

    private StockApi clerk;

    @BeforeEach
    void a_shop_that_is_tracked(Stock stock) {
        stock.awaitReady();
        clerk = stock.api("Store Stock Controller");
        assertThat(stock.api("System Administrator").track(SHOP).status()).isEqualTo(200);
    }

    @Test
    void what_was_acknowledged_outlives_the_node_that_owned_it(Stock stock) {
        clerk.deliver("delivery", SHOP, "Tea", 10);
        Answer sale = clerk.sell("sale", SHOP, "Tea", 3);
        Answer level = clerk.level(SHOP, "Tea");
        assertThat(level.body()).contains("\"quantity\":7");

        stock.cluster().kill(stock.owner(SHOP, "Tea"));
        Instant killed = Instant.now();

        assertThat(firstGoodAnswer()).isEqualTo(level);
        System.out.printf(
                "The pot answered again %d ms after its owner was killed.%n",
                Duration.between(killed, Instant.now()).toMillis());
        assertThat(clerk.sell("sale", SHOP, "Tea", 3)).isEqualTo(sale);
        assertThat(clerk.level(SHOP, "Tea")).isEqualTo(level);
    }

    private Answer firstGoodAnswer() {
        return await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(UncheckedIOException.class)
                .until(() -> clerk.level(SHOP, "Tea"), answer -> answer.status() == 200);
    }
}
