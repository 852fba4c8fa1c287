package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    @Test
    void itSaysWhetherTheOperatorLivesAndIsReady() throws IOException, InterruptedException {
        AtomicBoolean ready = new AtomicBoolean();
        try (HealthServer server = HealthServer.start(0, () -> true, ready::get, () -> "x 1\n")) {
            assertThat(status(server, "live")).isEqualTo(200);
            assertThat(status(server, "ready")).isEqualTo(503);
            ready.set(true);
            assertThat(status(server, "ready")).isEqualTo(200);
        }
    }

    @Test
    void itTellsWhatIsCountedInThePrometheusTextForm() throws IOException, InterruptedException {
        try (HealthServer server = HealthServer.start(0, () -> true, () -> true, () -> "x 1\n");
                HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://localhost:%d/metrics".formatted(server.port()));
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("x 1\n");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        }
    }

    static int status(HealthServer server, String what) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:%d/health/%s".formatted(server.port(), what));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
