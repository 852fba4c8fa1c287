package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Answers on a port of this machine alone, to everybody on it. */
public final class ApiServer implements AutoCloseable {

    static {
        // Otherwise the small packets of a watch wait for each other.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What a pod has printed. */
    public interface Logs {
        Optional<String> of(String namespace, String pod, boolean beforeRestart);
    }

    private final Store store;
    private final Kinds kinds = new Kinds();
    private final Discovery discovery;
    private final Reads reads;
    private final Writes writes;
    private final Evictions evictions;
    private final Logs logs;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean reachable = new AtomicBoolean(true);

    /** How often what was asked for, as Kubernetes names it: {@code verb="PUT",resource="pods",subresource="status"}. */
    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();

    private ApiServer(Store store, KubernetesSerialization yaml, Logs logs) throws IOException {
        this.store = store;
        this.discovery = new Discovery(store, kinds);
        this.reads = new Reads(store);
        this.writes = new Writes(store, kinds, yaml);
        this.evictions = new Evictions(store);
        this.logs = logs;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public static ApiServer start(Store store, KubernetesSerialization yaml, Logs logs) {
        try {
            return new ApiServer(store, yaml, logs);
        } catch (IOException e) {
            throw new UncheckedIOException("The API server finds no port to listen on", e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Refuses everything for a while, as one that is being restarted. Watches that are open stay open. */
    public void reachable(boolean yes) {
        reachable.set(yes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            try {
                answer(exchange, body);
            } catch (ApiError e) {
                send(exchange, e.code(), status(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void answer(HttpExchange exchange, String body) throws IOException, InterruptedException {
        if (!reachable.get()) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/version")) {
            send(
                    exchange,
                    200,
                    Store.node().put("major", "1").put("minor", "34").put("gitVersion", "v1.34.0-embedded"));
            return;
        }
        if (path.equals("/metrics")) {
            sendText(exchange, metrics());
            return;
        }
        Optional<ObjectNode> told = discovery.answer(path);
        if (told.isPresent()) {
            send(exchange, 200, told.get());
            return;
        }
        Call call = Call.of(exchange.getRequestMethod(), exchange.getRequestURI(), kinds);
        count(call);
        if (call.watches()) {
            watch(exchange, call);
        } else if (call.subresource().equals("log")) {
            sendText(exchange, log(call));
        } else if (call.subresource().startsWith("proxy")) {
            sendText(exchange, new PodProxy(store).get(call));
        } else {
            send(exchange, call.method().equals("POST") ? 201 : 200, object(exchange, call, body));
        }
    }

    private ObjectNode object(HttpExchange exchange, Call call, String body) {
        return switch (call.method()) {
            case "GET" -> {
                if (call.name().isEmpty()) {
                    yield reads.list(call);
                }
                yield call.subresource().equals("scale") ? writes.scale(call) : store.require(call.key());
            }
            case "POST" -> call.subresource().equals("eviction") ? evict(call, body) : writes.create(call, body);
            case "PUT" -> writes.replace(call, body);
            case "PATCH" -> writes.patch(call, contentType(exchange), body);
            case "DELETE" -> call.name().isEmpty() ? deleteAll(call) : writes.delete(call, body);
            default -> throw ApiError.notAllowed(call.method());
        };
    }

    private ObjectNode evict(Call call, String body) {
        ObjectNode eviction = body.isBlank() ? Store.node() : writes.read(body);
        return evictions.evict(call.key(), eviction.path("deleteOptions"));
    }

    private ObjectNode deleteAll(Call call) {
        ObjectNode list = reads.list(call);
        list.path("items").forEach(object -> store.delete(Key.of(call.kind(), object), Optional.empty()));
        return list;
    }

    private String log(Call call) {
        store.require(call.key());
        return logs.of(call.namespace(), call.name(), call.parameter("previous").equals("true"))
                .orElse("");
    }

    /** Fabric8 asks for a web socket first; told 200 it takes the plain stream instead. */
    private void watch(HttpExchange exchange, Call call) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        try {
            reads.watch(call, exchange.getResponseBody());
        } catch (ApiError e) {
            ObjectNode line = Store.node().put("type", "ERROR");
            line.set("object", status(e));
            exchange.getResponseBody().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // Whoever watched has gone: there is nobody to tell.
        }
    }

    private void count(Call call) {
        String labels = "verb=\"%s\",resource=\"%s\",subresource=\"%s\""
                .formatted(call.verb(), call.kind().plural(), call.subresource());
        requests.computeIfAbsent(labels, key -> new LongAdder()).increment();
    }

    private String metrics() {
        return requests.entrySet().stream()
                .map(entry -> "apiserver_request_total{%s} %d"
                        .formatted(entry.getKey(), entry.getValue().sum()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String contentType(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type.replaceFirst(";.*", "").strip();
    }

    private static ObjectNode status(ApiError e) {
        return Store.node()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", e.getMessage())
                .put("reason", e.reason())
                .put("code", e.code());
    }

    private static void send(HttpExchange exchange, int code, ObjectNode object) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, code, object.toString());
    }

    private static void sendText(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        send(exchange, 200, text);
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
