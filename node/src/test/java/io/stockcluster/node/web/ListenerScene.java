package io.stockcluster.node.web;

import io.stockcluster.node.Api;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A port with some routes. */
abstract class ListenerScene {

    /** Longer than a busy machine stands still, and shorter than a listener waits for a body. */
    static final Duration PATIENCE = Duration.ofSeconds(25);

    final HttpClient client = HttpClient.newHttpClient();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch bodyWanted = new CountDownLatch(1);
    final CountDownLatch free = new CountDownLatch(1);
    int port;
    Listener listener;

    @BeforeEach
    void open() {
        port = Api.freePort();
        var routes = new Routes(List.of(
                Route.of("GET", "/slow", this::slow),
                Route.of("POST", "/bodies", this::body),
                Route.of("GET", "/query", call -> Answer.json(200, Map.of("values", call.query("a")))),
                Route.of("GET", "/broken", call -> {
                    throw new IllegalStateException("why");
                }),
                Route.of("GET", "/used-up", call -> {
                    throw new OutOfMemoryError("heap");
                }),
                Route.of(
                        "GET",
                        "/names/{name}",
                        call -> Answer.json(
                                200, Map.of("name", call.path("name").orElse("?")))),
                Route.urgent("GET", "/health", call -> Answer.status(200, "UP"))));
        listener = new Listener(
                Optional.empty(),
                port,
                routes,
                RequestObserver.NONE,
                failure -> Answer.status(500, failure.getMessage()),
                1,
                Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        free.countDown();
        listener.close();
    }

    Answer slow(Call call) {
        entered.countDown();
        try {
            free.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Answer.empty(204);
    }

    private Answer body(Call call) {
        bodyWanted.countDown();
        return Answer.json(200, Map.of("fields", call.body().size()));
    }

    CompletableFuture<HttpResponse<String>> get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            // The connection may stay open: the answer ends with its object.
            var answer = new ByteArrayOutputStream();
            for (int read = in.read(); read >= 0; read = in.read()) {
                answer.write(read);
                if (read == '}') {
                    break;
                }
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
