package io.stockcluster.bench.http;

import io.stockcluster.bench.measure.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What every measurement calls with. It is the same for the API and for the bare route, token and all. */
final class Client implements AutoCloseable {

    static final int CHILDREN = 50;

    private static final int PRODUCTS = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TRACKED = "\"roles\":[\"TrackedInventoryLocation\"]";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong requests = new AtomicLong();
    private final String token;

    Client(String token) {
        this.token = token;
    }

    /** A sale of one of many products, each by a request id of its own. */
    Call sale(int port) {
        return () -> {
            int product = ThreadLocalRandom.current().nextInt(PRODUCTS);
            send(
                    port,
                    "POST",
                    "/locations/Depot/products/Tea-" + product + "/sales",
                    "{\"requestId\":\"" + run + "/" + requests.incrementAndGet() + "\",\"quantity\":1.5,\"soldAt\":\""
                            + LocalDateTime.now(ZoneOffset.UTC) + "\"}",
                    201);
        };
    }

    /** The level of one product, over all children. */
    Call tree(int port) {
        return () -> read(port, "/locations/Region/products/Tea-1");
    }

    /** The level of one product at a location without children. */
    Call single(int port) {
        return () -> read(port, "/locations/Depot/products/Tea-1");
    }

    /** What the sales and reads are of. */
    void prepare(int port) {
        send(port, "PUT", "/locations/Depot", "{" + TRACKED + "}", 200);
        send(port, "PUT", "/locations/Region", "{" + TRACKED + "}", 200);
        for (int i = 0; i < CHILDREN; i++) {
            send(port, "PUT", "/locations/Store-" + i, "{\"parent\":\"Region\"," + TRACKED + "}", 200);
            send(
                    port,
                    "POST",
                    "/locations/Store-" + i + "/products/Tea-1/counts",
                    "{\"requestId\":\"count\",\"reason\":\"AdminOverride\",\"quantity\":1,\"countedAt\":"
                            + "\"2026-01-05T10:00:00\"}",
                    201);
        }
    }

    /** Whether there is an answer of 200 that holds the text. */
    boolean says(int port, String path, String text) {
        try {
            return send(port, "GET", path, "", 200).contains(text);
        } catch (IllegalStateException | UncheckedIOException _) {
            return false;
        }
    }

    private void read(int port, String path) {
        send(port, "GET", path, "", 200);
    }

    private String send(int port, String method, String path, String body, int expected) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new IllegalStateException(
                        method + " " + path + " was answered with " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(request + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
