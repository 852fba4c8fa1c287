package io.stockcluster.node;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces that keeps them in memory, and beside it a Location API that knows every location. */
final class Collector implements AutoCloseable {

    /** A span, and the node that it is of. */
    record Span(String node, String name, String trace, String state, String id, String parent) {}

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::collect);
        server.createContext("/api", this::locate);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** The traces that the Location API was asked under, as the requests' headers had them, and what tools say of them. */
    List<String> asked() {
        return asked;
    }

    private void collect(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(this::collect);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void collect(ResourceSpans ofOne) {
        String node = ofOne.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.instance.id"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("?");
        ofOne.getScopeSpansList()
                .forEach(scope -> scope.getSpansList()
                        .forEach(span -> spans.add(new Span(
                                node,
                                span.getName(),
                                hex(span.getTraceId()),
                                span.getTraceState(),
                                hex(span.getSpanId()),
                                hex(span.getParentSpanId())))));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private void locate(HttpExchange exchange) throws IOException {
        try (exchange) {
            String header = exchange.getRequestHeaders().getFirst("traceparent");
            if (header != null) {
                asked.add(header + " " + exchange.getRequestHeaders().getFirst("tracestate"));
            }
            String path = exchange.getRequestURI().getPath();
            String depot = "{\"id\":\"Depot\",\"roles\":[\"TrackedInventoryLocation\"]}";
            byte[] body = (path.endsWith("/path") ? "[" + depot + "]" : depot)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
