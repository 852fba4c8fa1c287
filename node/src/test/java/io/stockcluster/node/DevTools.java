package io.stockcluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A browser's page, told one command after the other by the protocol of its developer tools. */
final class DevTools implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 180;

    private final Map<Integer, CompletableFuture<JsonNode>> told = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final StringBuilder heard = new StringBuilder();
    private final WebSocket socket;
    private int commands;

    DevTools(URI page) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, this)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        tell("Runtime.enable", Map.of());
        tell("Log.enable", Map.of());
    }

    /** Returns the result when the browser has done it. */
    JsonNode tell(String command, Map<String, ?> parameters) {
        int id = ++commands;
        var answer = new CompletableFuture<JsonNode>();
        told.put(id, answer);
        socket.sendText(text(Map.of("id", id, "method", command, "params", parameters)), true)
                .join();
        JsonNode json = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (json.has("error")) {
            throw new IllegalStateException(command + ": " + json.path("error"));
        }
        return json.path("result");
    }

    /** All that the page has written to its console, and what it did that it may not. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        heard.append(part);
        if (last) {
            hear(json(heard.toString()));
            heard.setLength(0);
        }
        return WebSocket.Listener.super.onText(from, part, last);
    }

    private void hear(JsonNode json) {
        if (json.has("id")) {
            told.remove(json.path("id").asInt()).complete(json);
        } else if (complaint(json.path("method").asText(), json.path("params"))) {
            complaints.add(json.path("params").toString());
        }
    }

    /** That a node is not ready, or away, is an entry of the log as well: it is no fault of the page. */
    private static boolean complaint(String event, JsonNode of) {
        return switch (event) {
            case "Runtime.exceptionThrown", "Runtime.consoleAPICalled" -> true;
            case "Log.entryAdded" -> !of.path("entry").path("source").asText().equals("network");
            default -> false;
        };
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        onError(from, new IOException("The browser has hung up: " + reason));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        told.values().forEach(answer -> answer.completeExceptionally(error));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text, e);
        }
    }
}
