package io.stockcluster.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The stock API, as a client of it calls it. */
public final class StockApi {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI base;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    public StockApi(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** What came back. */
    public record Answer(int status, String body) {}

    public Answer track(String location) {
        return put(location, """
                {"roles": ["TrackedInventoryLocation"]}""");
    }

    /** Puts what is known of a location into the directory. */
    public Answer put(String location, String json) {
        return send("PUT", "/locations/" + encoded(location), json);
    }

    /** As many of each product. */
    public Answer deliver(String requestId, String location, int quantity, List<String> products) {
        String lines = products.stream()
                .map(product -> "{\"productId\": \"%s\", \"quantity\": %d}".formatted(product, quantity))
                .collect(Collectors.joining(","));
        return send("POST", "/locations/" + encoded(location) + "/deliveries", """
                {"requestId": "%s", "supplierId": "supplier", "supplierRef": "ref",
                 "deliveredAt": "2026-01-01T08:00:00Z", "products": [%s]}""".formatted(requestId, lines));
    }

    public Answer sell(String requestId, String location, String product, int quantity) {
        return send("POST", pot(location, product) + "/sales", """
                {"requestId": "%s", "quantity": %d, "soldAt": "2026-01-01T09:00:00Z"}""".formatted(requestId, quantity));
    }

    public Answer level(String location, String product) {
        return send("GET", pot(location, product), "");
    }

    private static String pot(String location, String product) {
        return "/locations/" + encoded(location) + "/products/" + encoded(product);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The API gives each refusal a body: one without was not the API's, and its headers may tell whose. */
    private static String told(HttpResponse<String> response) {
        return response.statusCode() >= 400 && response.body().isEmpty()
                ? "nothing, with " + response.headers().map()
                : response.body();
    }

    private Answer send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), told(response));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + method + " " + path, e);
        }
    }
}
