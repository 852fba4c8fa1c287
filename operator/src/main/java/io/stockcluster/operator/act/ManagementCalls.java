package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.operator.observe.ManagementPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The calls to a node's management port that change something. Each may be said twice. */
final class ManagementCalls implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int GOOD = 299;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Optional<String> drain(Pod pod, String token) {
        return call(pod, token, "/cluster/drain", "POST", HttpRequest.BodyPublishers.noBody());
    }

    Optional<String> undrain(Pod pod, String token) {
        return call(pod, token, "/cluster/drain", "DELETE", HttpRequest.BodyPublishers.noBody());
    }

    Optional<String> expect(Pod pod, String token, int size) {
        return call(
                pod,
                token,
                "/cluster/expected-size",
                "PUT",
                HttpRequest.BodyPublishers.ofString("{\"size\": %d}".formatted(size)));
    }

    /** Nothing where it was done, else why not. */
    private Optional<String> call(Pod pod, String token, String path, String method, HttpRequest.BodyPublisher body) {
        String what = method + " " + path + " of " + pod.getMetadata().getName();
        Optional<URI> address = ManagementPort.of(pod);
        if (address.isEmpty()) {
            return Optional.of(what + ": the pod has no address");
        }
        HttpRequest request = HttpRequest.newBuilder(address.get().resolve(path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() <= GOOD
                    ? Optional.empty()
                    : Optional.of("%s was answered %d: %s".formatted(what, answer.statusCode(), answer.body()));
        } catch (IOException e) {
            return Optional.of(what + " got no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(what + " was interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
