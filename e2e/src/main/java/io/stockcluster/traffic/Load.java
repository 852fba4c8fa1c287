package io.stockcluster.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Clients that sell one piece after the other. A sale that is not acknowledged is sent again, the same, until it is: so in
 * the end there is nothing of which nobody knows whether it happened, and {@link #audit} can be exact.
 */
public final class Load implements AutoCloseable {

    private static final int STOCKED = 1_000_000;
    private static final Duration THINK = Duration.ofMillis(25);
    /** As the API asks for in Retry-After. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StockApi clerk;
    private final String shop;
    private final List<String> products;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** By product: what was acknowledged. */
    private final Map<String, Long> ledger = new ConcurrentHashMap<>();

    private final AtomicReference<Figures> total = new AtomicReference<>(Figures.NONE);
    private final AtomicReference<Figures> lately = new AtomicReference<>(Figures.NONE);
    private final AtomicReference<Optional<String>> broken = new AtomicReference<>(Optional.empty());

    private Load(StockApi clerk, String shop, int clients) {
        this.clerk = clerk;
        this.shop = shop;
        this.products = IntStream.range(0, clients).mapToObj(i -> "Load-" + i).toList();
    }

    /** Opens a shop of that name, fills it, and starts selling, each client a product of its own. */
    public static Load start(StockApi admin, StockApi clerk, String shop, int clients) {
        Load load = new Load(clerk, shop, clients);
        load.insisted(() -> admin.track(shop), 200);
        load.insisted(() -> clerk.deliver("load-" + shop, shop, STOCKED, load.products), 201);
        load.products.forEach(product ->
                load.clients.add(Thread.ofVirtual().name(shop + "/" + product).start(() -> load.sell(product))));
        return load;
    }

    private void sell(String product) {
        try {
            for (int i = 1; !stopping.get() && broken.get().isEmpty(); i++) {
                String id = product + "-" + i;
                long begun = System.nanoTime();
                List<String> refused = insisted(() -> clerk.sell(id, shop, product, 1), 201);
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                ledger.merge(product, 1L, Long::sum);
                total.updateAndGet(figures -> figures.with(refused, took));
                lately.updateAndGet(figures -> figures.with(refused, took));
                Thread.sleep(THINK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            broken.set(Optional.of(e.getMessage()));
        }
    }

    /** As a client does that is answered 503 or 504, or nothing: the same again. Answers what it was refused with. */
    private List<String> insisted(Supplier<StockApi.Answer> request, int status) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> refusals = new ArrayList<>();
        while (System.nanoTime() - deadline < 0) {
            Instant asked = Instant.now();
            Optional<String> refusal = refusal(request, status);
            if (refusal.isEmpty()) {
                return refusals;
            }
            Duration took = Duration.between(asked, Instant.now());
            refusals.add("asked at %s, after %d ms: %s".formatted(asked, took.toMillis(), refusal.get()));
            pause(RETRY);
        }
        throw new IllegalStateException(
                "In %s %d was expected, and the last answer is %s".formatted(shop, status, refusals.getLast()));
    }

    private Optional<String> refusal(Supplier<StockApi.Answer> request, int status) {
        try {
            StockApi.Answer answer = request.get();
            if (answer.status() == status) {
                return Optional.empty();
            }
            if (answer.status() < 500 && answer.status() != 429) {
                throw new IllegalStateException(
                        "In %s %d was expected, and the answer is %s".formatted(shop, status, answer));
            }
            return Optional.of(answer.toString());
        } catch (UncheckedIOException e) {
            return Optional.of(e.getMessage() + ", " + e.getCause());
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    public Figures total() {
        return total.get();
    }

    /** The same, once each client has finished what it was about when this was asked. */
    public Figures settled() {
        Map<String, Long> then = Map.copyOf(ledger);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (products.stream().anyMatch(product -> ledger.getOrDefault(product, 0L) <= then.getOrDefault(product, 0L))
                && broken.get().isEmpty()
                && System.nanoTime() - deadline < 0) {
            pause(THINK);
        }
        return total.get();
    }

    /** What was seen since this was asked the last time. */
    public Figures lately() {
        return lately.getAndSet(Figures.NONE);
    }

    /** Lets each client finish its sale, which is the end of selling. */
    public void stop() {
        stopping.set(true);
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Reads the levels, when no client sells any more, and holds them against the ledger. */
    public Audit audit() {
        Map<String, String> wrong = new TreeMap<>();
        broken.get().ifPresent(why -> wrong.put("a client gave up", why));
        long applied = 0;
        for (String product : products) {
            long wanted = STOCKED - ledger.getOrDefault(product, 0L);
            try {
                long there = level(product);
                applied += STOCKED - there;
                if (there != wanted) {
                    wrong.put(product, "there are %d, and %d should be".formatted(there, wanted));
                }
            } catch (IllegalStateException e) {
                wrong.put(
                        product,
                        "nobody knows how many there are, and %d should be: %s".formatted(wanted, e.getMessage()));
            }
        }
        return new Audit(applied, wrong);
    }

    private long level(String product) {
        AtomicReference<StockApi.Answer> answer = new AtomicReference<>();
        insisted(() -> answer.updateAndGet(before -> clerk.level(shop, product)), 200);
        return quantity(answer.get().body());
    }

    private static long quantity(String level) {
        try {
            return JSON.readTree(level).path("quantity").asLong();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("No level: " + level, e);
        }
    }

    @Override
    public void close() {
        stopping.set(true);
        clients.forEach(Thread::interrupt);
    }
}
