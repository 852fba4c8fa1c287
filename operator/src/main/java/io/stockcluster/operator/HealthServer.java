package io.stockcluster.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Answers whether the operator lives ({@code /health/live}) and is ready ({@code /health/ready}): 200, or 503; and what
 * it counts ({@code /metrics}).
 *
 * <p>It answers before the operator has started, so that a slow start is told from a dead one.
 */
final class HealthServer implements AutoCloseable {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    static HealthServer start(int port, BooleanSupplier live, BooleanSupplier ready, Supplier<String> metrics) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/health/live", exchange -> answer(exchange, live));
            server.createContext("/health/ready", exchange -> answer(exchange, ready));
            server.createContext("/metrics", exchange -> send(exchange, 200, PROMETHEUS, metrics.get()));
            server.start();
            return new HealthServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " (HEALTH_PORT) cannot be listened on", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, BooleanSupplier question) throws IOException {
        boolean yes = question.getAsBoolean();
        send(exchange, yes ? 200 : 503, "application/json", "{\"status\":\"%s\"}".formatted(yes ? "UP" : "DOWN"));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
