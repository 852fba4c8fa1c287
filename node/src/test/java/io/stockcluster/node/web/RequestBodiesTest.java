package io.stockcluster.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as they may come: too large, too slowly, in other encodings. */
class RequestBodiesTest extends ListenerScene {

    @Test
    void a_client_that_is_slow_to_send_its_body_keeps_nobody_out() throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            slow.getOutputStream()
                    .write("POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{"
                            .getBytes(StandardCharsets.UTF_8));
            bodyWanted.await();

            // Its head takes the only place for a moment.
            await().atMost(PATIENCE).until(() -> get("/names/a").join().statusCode() == 200);
            assertThat(listener.inFlight()).isZero();
        }
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
                socket.setSoTimeout((int) PATIENCE.toMillis());
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expect: 100-continue\r\n",
                "Expect: 100-Continue\r\n",
                "Expect: 100-continue\r\nExpect: 100-continue\r\n",
                "Expect: 100-continue, 100-continue\r\n",
            })
    void who_waits_for_a_word_before_the_body_is_not_asked_for_one_that_nobody_wants(String expect) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head = "POST /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n";
            socket.getOutputStream().write((head + expect + "\r\n").getBytes(StandardCharsets.UTF_8));

            assertThat(socket.getInputStream().readAllBytes())
                    .asString()
                    .startsWith("HTTP/1.1 404 ")
                    .doesNotContain("100 Continue");
        }
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
}
