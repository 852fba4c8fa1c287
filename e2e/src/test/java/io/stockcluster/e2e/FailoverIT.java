package io.stockcluster.e2e;

import static io.stockcluster.e2e.Stock.insisted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.traffic.StockApi;
import io.stockcluster.traffic.StockApi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EndToEnd
class FailoverIT {

    /** So many that whichever of three nodes is killed owns some of them: that it owns none has a chance of 5 in a million. */
    private static final List<String> PRODUCTS =
            IntStream.rangeClosed(1, 30).mapToObj(i -> "Tea " + i).toList();

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private StockApi clerk;

    @BeforeEach
    void a_stock_that_is_ready(Stock stock) {
        stock.awaitSafe();
        clerk = stock.api("Store Stock Controller");
    }

    @Test
    @Needs(Ability.SIGNALS)
    void what_was_acknowledged_outlives_the_node_that_owned_it(Stock stock) {
        Sold sold = sold(stock, "Harbour");

        Pod victim = stock.actorPods().getFirst();
        stock.cluster().kill(victim);
        sold.isAllThere("killed");

        await("the kubelet saw the node die and started it anew")
                .atMost(PATIENCE)
                .until(() -> restarts(stock, victim) > restarts(victim));
    }

    @Test
    void what_was_acknowledged_outlives_the_deletion_of_the_pod_that_owned_it(Stock stock) {
        Sold sold = sold(stock, "Market");

        Pod victim = stock.actorPods().getFirst();
        stock.cluster().client().resource(victim).delete();
        sold.isAllThere("deleted");

        stock.awaitSuccessor(victim);
        stock.awaitReady();
    }

    @Test
    @Needs(Ability.SIGNALS)
    void what_was_acknowledged_outlives_the_node_that_froze_and_nothing_goes_wrong_when_it_wakes_up(Stock stock) {
        Sold sold = sold(stock, "Quay");

        Pod victim = stock.actorPods().getFirst();
        stock.cluster().freeze(victim);
        try {
            sold.isAllThere("frozen");
        } finally {
            stock.cluster().thaw(victim);
        }

        stock.awaitSafe();
        sold.isAllThere("frozen and woken up");
    }

    /** Some of each product is sold in a shop of its own. */
    private Sold sold(Stock stock, String shop) {
        assertThat(insisted(() -> stock.api("System Administrator").track(shop)).status())
                .isEqualTo(200);
        assertThat(insisted(() -> clerk.deliver("delivery", shop, 10, PRODUCTS)).status())
                .isEqualTo(201);
        Map<String, Answer> sales = forEachProduct(product -> insisted(() -> clerk.sell("sale", shop, product, 3)));
        Map<String, Answer> levels = forEachProduct(product -> insisted(() -> clerk.level(shop, product)));
        assertThat(sales.values()).allMatch(answer -> answer.status() == 201);
        assertThat(levels.values()).allMatch(answer -> answer.body().contains("\"quantity\":7"));
        return new Sold(shop, sales, levels);
    }

    /** What was answered, and what therefore has to be there. */
    private final class Sold {
        private final String shop;
        private final Map<String, Answer> sales;
        private final Map<String, Answer> levels;

        Sold(String shop, Map<String, Answer> sales, Map<String, Answer> levels) {
            this.shop = shop;
            this.sales = sales;
            this.levels = levels;
        }

        void isAllThere(String since) {
            Instant then = Instant.now();
            assertThat(forEachProduct(product -> firstGood(() -> clerk.level(shop, product), 200)))
                    .isEqualTo(levels);
            System.out.printf(
                    "All pots answered again %d ms after the owner of some was %s.%n",
                    Duration.between(then, Instant.now()).toMillis(), since);
            assertThat(forEachProduct(product -> firstGood(() -> clerk.sell("sale", shop, product, 3), 201)))
                    .as("sent again")
                    .isEqualTo(sales);
            assertThat(forEachProduct(product -> firstGood(() -> clerk.level(shop, product), 200)))
                    .as("sold once")
                    .isEqualTo(levels);
        }
    }

    private static int restarts(Stock stock, Pod pod) {
        return restarts(stock.cluster().client().pods().resource(pod).require());
    }

    private static int restarts(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getRestartCount();
    }

    /** As a client does that is answered 503 or 504, or nothing: the same again. */
    private static Answer firstGood(Callable<Answer> request, int status) {
        return insisted(request, answer -> answer.status() == status);
    }

    private static Map<String, Answer> forEachProduct(Function<String, Answer> question) {
        return PRODUCTS.stream().collect(Collectors.toMap(product -> product, question));
    }
}
