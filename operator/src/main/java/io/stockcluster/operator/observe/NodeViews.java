package io.stockcluster.operator.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.operator.rollout.NodeView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each actor pod how it sees its cluster, all at once and with a short limit, so that a node that hangs holds up
 * neither the others nor the operator.
 */
public final class NodeViews implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeViews.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** What they say, by the pods' UIDs; those that do not answer in time are not among them. */
    public Map<String, NodeView> ask(List<Pod> pods) {
        Map<String, NodeView> views = new ConcurrentHashMap<>();
        CompletableFuture<?>[] questions = pods.stream()
                .map(pod -> ManagementPort.of(pod)
                        .map(address -> ask(pod, address, views))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(questions).join();
        return Map.copyOf(views);
    }

    private CompletableFuture<Void> ask(Pod pod, URI address, Map<String, NodeView> views) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/cluster"))
                .timeout(ANSWER)
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenAccept(answer -> {
                    if (answer.statusCode() == OK) {
                        read(answer.body())
                                .ifPresent(view -> views.put(pod.getMetadata().getUid(), view));
                    }
                })
                .exceptionally(silent -> {
                    LOG.debug("{} does not answer: {}", address, silent.getMessage());
                    return null;
                });
    }

    private Optional<NodeView> read(String body) {
        try {
            JsonNode answer = json.readTree(body);
            return answer.isObject() ? Optional.of(NodeAnswer.of(answer)) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("Not a view of a cluster: {}", body, e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
