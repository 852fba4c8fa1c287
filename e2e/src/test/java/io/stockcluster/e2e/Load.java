package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.e2e.StockApi.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Sells one by one, all the time, in a shop of its own, and keeps a ledger: what was acknowledged must have happened, each
 * once. A client may be refused, but not twice in a row: it sends the same again once, as the API asks for.
 */
final class Load implements AutoCloseable {

    private static final int SELLERS = 4;
    private static final int PAUSE = 40;
    private static final int DELIVERED = 1_000_000;
    private static final int RETRY_AFTER = 1000;
    private static final List<String> PRODUCTS =
            IntStream.rangeClosed(1, 24).mapToObj(i -> "Rice " + i).toList();

    private final ScheduledExecutorService sellers = Executors.newScheduledThreadPool(SELLERS);
    private final String shop;
    private final StockApi clerk;
    private final List<Future<?>> selling = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger retried = new AtomicInteger();
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    private Load(Stock stock, String shop) {
        this.shop = shop;
        this.clerk = stock.api("Store Stock Controller");
        assertThat(stock.api("System Administrator").track(shop).status()).isEqualTo(200);
        assertThat(clerk.deliver("opening", shop, DELIVERED, PRODUCTS).status()).isEqualTo(201);
    }

    static Load of(Stock stock, String shop) {
        Load load = new Load(stock, shop);
        for (int i = 0; i < SELLERS; i++) {
            load.selling.add(load.sellers.scheduleWithFixedDelay(load::sell, 0, PAUSE, TimeUnit.MILLISECONDS));
        }
        return load;
    }

    private void sell() {
        int number = requests.incrementAndGet();
        String product = PRODUCTS.get(number % PRODUCTS.size());
        String id = "sale-" + number;
        Optional<Answer> first = answer(() -> clerk.sell(id, shop, product, 1));
        Optional<Answer> last = first;
        if (!isGood(first)) {
            retried.incrementAndGet();
            pause();
            last = answer(() -> clerk.sell(id, shop, product, 1));
        }
        if (isGood(last)) {
            acknowledged.merge(product, 1, Integer::sum);
        } else {
            failed.add("%s %s: %s, then %s".formatted(Instant.now(), id, first, last));
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isGood(Optional<Answer> answer) {
        return answer.filter(there -> there.status() == 201).isPresent();
    }

    private static Optional<Answer> answer(Supplier<Answer> request) {
        try {
            return Optional.of(request.get());
        } catch (UncheckedIOException noAnswer) {
            return Optional.empty();
        }
    }

    /** Stops, and holds what is there against the ledger. */
    void audit(String what) {
        close();
        System.out.printf(
                "%s: %d sales, %d sent a second time, %d failed.%n",
                what, requests.get(), retried.get(), failed.size());
        assertThat(failed).as("sales that failed twice in a row while %s", what).isEmpty();
        assertThat(requests.get()).isPositive();
        for (String product : PRODUCTS) {
            int left = DELIVERED - acknowledged.getOrDefault(product, 0);
            assertThat(clerk.level(shop, product).body())
                    .as("%s after %s", product, what)
                    .contains("\"quantity\":" + left);
        }
    }

    @Override
    public void close() {
        selling.forEach(one -> one.cancel(false));
        sellers.shutdown();
        try {
            assertThat(sellers.awaitTermination(Duration.ofSeconds(60).toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
