package io.stockcluster.node;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Sellers who sell one piece after the other, say again once what failed, and keep a ledger of what was acknowledged. */
final class Sales implements AutoCloseable {

    private static final int PRODUCTS = 20;

    private final Api api;
    private final List<Thread> sellers = new ArrayList<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    private Sales(Api api) {
        this.api = api;
    }

    static Sales start(Api api, int sellers) {
        var sales = new Sales(api);
        for (int i = 0; i < sellers; i++) {
            int seller = i;
            sales.sellers.add(Thread.startVirtualThread(() -> sales.sell(seller)));
        }
        return sales;
    }

    private void sell(int seller) {
        for (int i = 0; !over; i++) {
            String product = "Tea-" + i % PRODUCTS;
            String body =
                    "{\"requestId\":\"" + seller + "-" + i + "\",\"quantity\":1,\"soldAt\":\"2024-12-26T15:35:00Z\"}";
            String answer = sold(product, body);
            if (!answer.startsWith("201")) {
                answer = sold(product, body);
            }
            if (answer.startsWith("201")) {
                acknowledged.incrementAndGet();
            } else {
                failed.add(answer);
            }
        }
    }

    private String sold(String product, String body) {
        try {
            return api.post("/locations/Depot/products/" + product + "/sales", body)
                    .toString();
        } catch (UncheckedIOException e) {
            return e.toString();
        }
    }

    void stop() {
        over = true;
        for (Thread seller : sellers) {
            try {
                seller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    List<String> failed() {
        return List.copyOf(failed);
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** As many as the levels say. */
    int kept() {
        int kept = 0;
        for (int product = 0; product < PRODUCTS; product++) {
            kept -= api.read("/locations/Depot/products/Tea-" + product + "?includeChildren=false")
                    .json()
                    .path("pendingAdjustment")
                    .asInt();
        }
        return kept;
    }

    @Override
    public void close() {
        stop();
    }
}
