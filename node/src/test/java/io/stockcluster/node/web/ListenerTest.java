package io.stockcluster.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private int port;
    private Listener listener;

    @BeforeEach
    void open() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var routes = new Routes(List.of(
                Route.of("GET", "/slow", this::slow),
                Route.of(
                        "POST",
                        "/bodies",
                        call -> Answer.json(200, Map.of("fields", call.body().size()))),
                Route.of("GET", "/query", call -> Answer.json(200, Map.of("values", call.query("a")))),
                Route.of("GET", "/broken", call -> {
                    throw new IllegalStateException("why");
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
                Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        free.countDown();
        listener.close();
    }

    private Answer slow(Call call) {
        entered.countDown();
        try {
            free.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Answer.empty(204);
    }

    @Test
    void one_request_more_than_the_bound_is_refused_but_a_probe_is_answered() throws Exception {
        var first = get("/slow");
        entered.await();

        var second = get("/slow").join();
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.body()).isEqualTo("{\"status\":\"Overloaded\"}");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(get("/health").join().statusCode()).isEqualTo(200);
        assertThat(listener.inFlight()).isEqualTo(1);

        free.countDown();
        assertThat(first.join().statusCode()).isEqualTo(204);
    }

    @Test
    void a_request_in_flight_finishes_while_the_port_closes() throws Exception {
        var first = get("/slow");
        entered.await();

        var closing = CompletableFuture.runAsync(listener::close);
        free.countDown();

        assertThat(first.join().statusCode()).isEqualTo(204);
        closing.join();
    }

    @Test
    void a_client_that_is_slow_to_send_its_body_keeps_nobody_out() throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            slow.getOutputStream()
                    .write("POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{"
                            .getBytes(StandardCharsets.UTF_8));

            // Its head takes the only place for a moment.
            await().until(() -> get("/names/a").join().statusCode() == 200);
            assertThat(listener.inFlight()).isZero();
        }
    }

    @Test
    void a_retiring_port_answers_and_lets_its_clients_go() {
        assertThat(get("/names/a").join().headers().firstValue("Connection")).isNotEqualTo(Optional.of("close"));

        listener.retire();

        assertThat(get("/names/a").join().statusCode()).isEqualTo(200);
        assertThat(get("/names/a").join().headers().firstValue("Connection")).contains("close");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1&b=2&a=3       | 1,3",
                "a                 | ''",
                "%61=%C3%A9+       | \u00e9+",
                "a=%zz&%zz=a       | %zz",
                "a=x%              | x%",
                "b=1               |",
            })
    void a_query_is_read_whatever_it_is(String query, String values) throws Exception {
        String expected = values == null ? "" : "\"" + values.replace(",", "\",\"") + "\"";

        assertThat(raw("GET /query?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"values\":[" + expected + "]}");
        assertThat(raw("GET /nowhere?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void a_name_that_is_not_encoded_as_it_must_be_is_none() throws Exception {
        assertThat(raw("GET /names/\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("{\"name\":\"?\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0AF", "E080AF", "EDA080", "FF", "C3"})
    void a_body_that_is_no_utf_8_is_no_json(String bytes) throws Exception {
        var body = new ByteArrayOutputStream();
        body.write("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
        body.write(HexFormat.of().parseHex(bytes));
        body.write("\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(posted(body.toByteArray())).isEqualTo(400);
    }

    @Test
    void a_body_in_another_encoding_is_no_json() throws Exception {
        String body = "{\"a\":\"\u00e9\"}";

        assertThat(posted(body.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(400);
        assertThat(posted(body.getBytes(StandardCharsets.UTF_16))).isEqualTo(400);
        assertThat(posted(body.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(400);
        assertThat(posted(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
    }

    private int posted(byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bodies"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @Test
    void a_port_that_another_has_is_an_error() {
        assertThatThrownBy(() -> new Listener(
                        Optional.empty(),
                        port,
                        new Routes(List.of()),
                        RequestObserver.NONE,
                        failure -> Answer.status(500, ""),
                        1,
                        Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Port " + port + " cannot be opened");
    }

    @Test
    void what_a_route_throws_becomes_the_answer_that_was_asked_for() {
        assertThat(get("/broken").join().body()).isEqualTo("{\"status\":\"why\"}");
    }

    @Test
    void a_segment_is_decoded_after_the_path_was_split() {
        assertThat(get("/names/a%2Fb+%C3%A9").join().body()).isEqualTo("{\"name\":\"a/b+\u00e9\"}");
        assertThat(get("/names/%FF").join().body()).isEqualTo("{\"name\":\"?\"}");
    }

    @Test
    void what_is_no_http_is_told_so_in_json() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"status\":\"BadRequest\"}");
        assertThat(raw("GET /names/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"name\":\"?\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/bodies  | Content-Length: 16000000 | 413",
                "/bodies  | Transfer-Encoding: chunked | 413",
                "/nowhere | Content-Length: 16000000 | 404",
                "/nowhere | Transfer-Encoding: chunked | 404",
            })
    void who_sends_a_large_body_to_its_end_is_answered_once(String path, String framing, int status) throws Exception {
        String looksLikeRequests = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n".repeat(500_000);
        String body = looksLikeRequests.substring(0, 16_000_000);
        for (boolean retiring : new boolean[] {false, true}) {
            if (retiring) {
                listener.retire();
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                OutputStream out = socket.getOutputStream();
                out.write(("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
                boolean chunked = framing.endsWith("chunked");
                out.write((chunked ? chunked(body) : body).getBytes(StandardCharsets.UTF_8));
                if (status == 404 && !retiring) {
                    out.write("GET /names/last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
                }
                String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answers).startsWith("HTTP/1.1 " + status + " ").doesNotContain("UP");
                assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(status == 404 && !retiring ? 3 : 2);
            }
        }
    }

    private static String chunked(String body) {
        var chunks = new StringBuilder();
        for (int from = 0; from < body.length(); from += 100_000) {
            String chunk = body.substring(from, Math.min(body.length(), from + 100_000));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    @Test
    void who_announces_a_body_that_is_too_large_hears_so_at_once() throws Exception {
        assertThat(raw("POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(raw("POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(raw("POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"status\":\"PayloadTooLarge\"}");
        assertThat(raw("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"))
                .as("that comes first")
                .startsWith("HTTP/1.1 404 ");
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(10_000);
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
