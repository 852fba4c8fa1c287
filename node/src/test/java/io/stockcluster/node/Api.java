package io.stockcluster.node;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockcluster.node.cli.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A client of the stock API, as somebody in particular. */
public final class Api {

    /** Far longer than a busy machine stands still: only what never comes is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private static final Set<Integer> GIVEN_PORTS = ConcurrentHashMap.newKeySet();

    private final int port;
    private final String base;
    private final Optional<String> token;

    Api(int port, Optional<String> token) {
        this.port = port;
        this.base = "http://127.0.0.1:" + port;
        this.token = token;
    }

    /** An answer; its text is what the client sees byte for byte. */
    public record Reply(int status, String text, Map<String, List<String>> headers) {

        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + text, e);
            }
        }

        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        /** Both at once, for one assertion. */
        @Override
        public String toString() {
            return status + " " + text;
        }
    }

    int port() {
        return port;
    }

    /** The same client at another node. */
    Api at(int port) {
        return new Api(port, token);
    }

    /** Somebody else at the same node. */
    Api as(Optional<String> token) {
        return new Api(port, token);
    }

    public Reply get(String path) {
        return send("GET", path, Optional.empty());
    }

    /** Until there is an answer: a node that cannot be sure of what it would tell says so, and is asked again. */
    Reply read(String path) {
        return await().pollDelay(Duration.ZERO).atMost(PATIENCE).until(() -> get(path), reply -> reply.status() != 503);
    }

    public Reply post(String path, String body) {
        return send("POST", path, Optional.of(body));
    }

    public Reply put(String path, String body) {
        return send("PUT", path, Optional.of(body));
    }

    public Reply delete(String path) {
        return send("DELETE", path, Optional.empty());
    }

    public Reply send(String method, String path, Optional<String> body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A token by the key pair of the folder, which outlasts any run. */
    static String token(Path keys, String job, String... locations) {
        List<String> arguments = new ArrayList<>(
                List.of("token", "--key", keys.resolve("private.pem").toString(), "--job", job, "--valid", "24h"));
        for (String location : locations) {
            arguments.addAll(List.of("--location", location));
        }
        return run(arguments).strip();
    }

    static void makeKeys(Path folder) {
        run(List.of("keys", "--folder", folder.toString()));
    }

    private static String run(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var code = Commands.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8), System.err);
        if (code.orElseThrow() != 0) {
            throw new IllegalStateException(arguments + " failed");
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * Below those that the system gives to connections: one of these could be taken before the node starts. None is
     * given twice, since whoever has it may not have opened it yet.
     */
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN_PORTS.add(socket.getLocalPort())) {
                    return port;
                }
            } catch (IOException _) {
                // Somebody has it: another one.
            }
        }
    }
}
