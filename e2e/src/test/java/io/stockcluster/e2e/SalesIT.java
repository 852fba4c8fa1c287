package io.stockcluster.e2e;

import static io.stockcluster.e2e.Stock.insisted;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.traffic.StockApi;
import io.stockcluster.traffic.StockApi.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EndToEnd
class SalesIT {

    private static final String SHOP = "Shop";

    private StockApi clerk;

    @BeforeEach
    void a_shop_that_is_tracked(Stock stock) {
        clerk = stock.api("Store Stock Controller");
        assertThat(insisted(() -> stock.api("System Administrator").track(SHOP)).status())
                .isEqualTo(200);
    }

    @Test
    void sales_that_are_acknowledged_are_read_back() {
        assertThat(insisted(() -> clerk.deliver("tea-comes", SHOP, 10, List.of("Tea")))
                        .status())
                .isEqualTo(201);

        for (int i = 1; i <= 3; i++) {
            String sale = "tea-goes-" + i;
            assertThat(insisted(() -> clerk.sell(sale, SHOP, "Tea", 2)).status())
                    .isEqualTo(201);
        }

        Answer level = insisted(() -> clerk.level(SHOP, "Tea"));
        assertThat(level.status()).isEqualTo(200);
        assertThat(level.body()).contains("\"quantity\":4");
    }

    @Test
    void a_sale_sent_twice_happens_once() {
        assertThat(insisted(() -> clerk.deliver("coffee-comes", SHOP, 10, List.of("Coffee")))
                        .status())
                .isEqualTo(201);
        Answer first = insisted(() -> clerk.sell("coffee-goes", SHOP, "Coffee", 2));
        assertThat(first.status()).isEqualTo(201);

        assertThat(insisted(() -> clerk.sell("coffee-goes", SHOP, "Coffee", 2))).isEqualTo(first);

        assertThat(insisted(() -> clerk.level(SHOP, "Coffee")).body()).contains("\"quantity\":8");
    }
}
