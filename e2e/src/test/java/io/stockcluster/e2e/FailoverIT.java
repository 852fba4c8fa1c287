package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.e2e.StockApi.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EndToEnd
class FailoverIT {

    private static final String SHOP = "Harbour";

    /** So many that whichever of three nodes is killed owns some of them: that it owns none has a chance of 5 in a million. */
    private static final List<String> PRODUCTS =
            IntStream.rangeClosed(1, 30).mapToObj(i -> "Tea " + i).toList();

    private StockApi clerk;

    @BeforeEach
    void a_shop_that_is_tracked(Stock stock) {
        stock.awaitReady();
        clerk = stock.api("Store Stock Controller");
        assertThat(stock.api("System Administrator").track(SHOP).status()).isEqualTo(200);
    }

    @Test
    void what_was_acknowledged_outlives_the_node_that_owned_it(Stock stock) {
        assertThat(clerk.deliver("delivery", SHOP, 10, PRODUCTS).status()).isEqualTo(201);
        Map<String, Answer> sales = forEachProduct(product -> clerk.sell("sale", SHOP, product, 3));
        Map<String, Answer> levels = forEachProduct(product -> clerk.level(SHOP, product));
        assertThat(sales.values()).allMatch(answer -> answer.status() == 201);
        assertThat(levels.values()).allMatch(answer -> answer.body().contains("\"quantity\":7"));

        Pod victim = stock.actorPods().getFirst();
        stock.cluster().kill(victim);
        Instant killed = Instant.now();

        assertThat(forEachProduct(this::firstGoodLevel)).isEqualTo(levels);
        System.out.printf(
                "All pots answered again %d ms after the owner of some was killed.%n",
                Duration.between(killed, Instant.now()).toMillis());
        assertThat(forEachProduct(product -> clerk.sell("sale", SHOP, product, 3)))
                .isEqualTo(sales);
        assertThat(forEachProduct(product -> clerk.level(SHOP, product))).isEqualTo(levels);
        await("the kubelet saw the node die and started it anew")
                .atMost(Duration.ofSeconds(60))
                .until(() -> restarts(stock, victim) > restarts(victim));
    }

    private static int restarts(Stock stock, Pod pod) {
        return restarts(stock.cluster().client().pods().resource(pod).require());
    }

    private static int restarts(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getRestartCount();
    }

    private Answer firstGoodLevel(String product) {
        return await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(UncheckedIOException.class)
                .until(() -> clerk.level(SHOP, product), answer -> answer.status() == 200);
    }

    private static Map<String, Answer> forEachProduct(Function<String, Answer> question) {
        return PRODUCTS.stream().collect(Collectors.toMap(product -> product, question));
    }
}
