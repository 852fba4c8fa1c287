package io.stockcluster.node.locations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Location API on the loopback that answers as it is told and remembers what it was asked. */
public final class FakeApi implements AutoCloseable {

    private static final int HANGS_UP = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Reply> next = new ConcurrentLinkedQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> traces = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    public FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What a path is answered with from now on. */
    public FakeApi with(String path, String body, String... headers) {
        replies.put(path, new Reply(200, body, List.of(headers), false));
        return this;
    }

    /** What the next requests are answered with, whatever they ask. */
    public FakeApi failingNext(int times, int status) {
        for (int i = 0; i < times; i++) {
            next.add(new Reply(status, "{}", List.of(), false));
        }
        return this;
    }

    /** The next requests are read, and then the connection ends. */
    public FakeApi hangingUpNext(int times) {
        return failingNext(times, HANGS_UP);
    }

    /** The next request gets its headers and the beginning of a body that never ends. */
    public FakeApi stallingNext() {
        next.add(new Reply(200, "{", List.of(), true));
        return this;
    }

    public FakeApi nextIs(String body) {
        next.add(new Reply(200, body, List.of(), false));
        return this;
    }

    public List<String> asked() {
        return new ArrayList<>(asked);
    }

    public List<String> traces() {
        return new ArrayList<>(traces);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        asked.add(path);
        var trace = exchange.getRequestHeaders().getFirst("traceparent");
        if (trace != null) {
            traces.add(trace);
        }
        var told = next.poll();
        var reply = told != null ? told : replies.getOrDefault(path, new Reply(404, "{}", List.of(), false));
        if (reply.status() == HANGS_UP) {
            exchange.close();
            return;
        }
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < reply.headers().size(); i += 2) {
            exchange.getResponseHeaders()
                    .add(reply.headers().get(i), reply.headers().get(i + 1));
        }
        exchange.sendResponseHeaders(reply.status(), reply.stalls() ? 1_000 : body.length);
        exchange.getResponseBody().write(body);
        if (reply.stalls()) {
            exchange.getResponseBody().flush();
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.close();
    }

    private record Reply(int status, String body, List<String> headers, boolean stalls) {}
}
