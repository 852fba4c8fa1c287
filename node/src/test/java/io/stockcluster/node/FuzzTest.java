package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent, the node answers as the contract says, goes on, and stays exact. A build says the same of the same
 * code each time; {@code -Dfuzz.seed=} and {@code -Dfuzz.requests=} try other requests, and more of them.
 */
class FuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 10_000);
    private static final int AT_A_TIME = 4;
    private static final int GOOD_EVERY = 50;

    private static final Map<Integer, Set<String>> DOCUMENTED = Map.of(
            303, Set.of("LocationNotTracked"),
            400, Set.of("BadRequest", "LocationNotTracked", "InsufficientStock"),
            401, Set.of("Unauthorized"),
            403, Set.of("PermissionDenied"),
            404, Set.of("NotFound", "LocationNotFound", "JobNotFound"),
            405, Set.of("MethodNotAllowed"),
            409, Set.of("IdempotencyContentMismatch", "LocationHasChildren"),
            413, Set.of("PayloadTooLarge"));

    @TempDir
    private static Path keys;

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray answers = new AtomicIntegerArray(600);

    @Test
    void every_answer_is_a_documented_one_and_the_node_stays_ready_and_exact() throws InterruptedException {
        System.out.println("Fuzzing with seed " + SEED);
        try (OneNode node = OneNode.start(keys, "fuzz-test", Map.of())) {
            Api admin = node.as("System Administrator");
            admin.put("/locations/Region", "{\"roles\":[]}");
            for (String location : List.of("Exact", "Depot", "Shop")) {
                admin.put("/locations/" + location, "{\"parent\":\"Region\",\"roles\":[\"TrackedInventoryLocation\"]}");
            }
            admin.put("/locations/Shelf", "{\"parent\":\"Shop\",\"roles\":[]}");
            String token = Api.token(keys, "System Administrator");
            var next = new AtomicInteger();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                clients.add(Thread.startVirtualThread(() -> {
                    for (int n = next.getAndIncrement();
                            n < REQUESTS && wrong.size() < 20;
                            n = next.getAndIncrement()) {
                        if (n % GOOD_EVERY == 0) {
                            sell(admin, n);
                        }
                        judge(node, n, new Noise(SEED, n, token).request(), token);
                    }
                }));
            }
            for (Thread client : clients) {
                client.join();
            }

            assertThat(wrong).as("what went wrong with seed " + SEED).isEmpty();
            assertThat(admin.get("/health/ready").status()).isEqualTo(200);
            assertThat(admin.get("/locations/Exact/products/Tea").json().path("pendingAdjustment"))
                    .hasToString("-" + (REQUESTS + GOOD_EVERY - 1) / GOOD_EVERY);
            for (int status : new int[] {200, 201, 204, 400, 401, 404, 405, 409}) {
                assertThat(answers.get(status)).as("answers of " + status).isPositive();
            }
        }
    }

    private void sell(Api admin, int n) {
        Api.Reply reply = admin.post(
                "/locations/Exact/products/Tea/sales",
                "{\"requestId\":\"" + n + "\",\"quantity\":1,\"soldAt\":\"2024-12-26T15:35:00Z\"}");
        if (reply.status() != 201) {
            wrong.add("a sale as it should be was answered with " + reply);
        }
    }

    private void judge(OneNode node, int n, byte[] request, String token) {
        String sent = new String(request, 0, Math.min(request.length, 1500), StandardCharsets.UTF_8)
                .replace(token, "(a good token)");
        try {
            RawHttp.Reply reply = new RawHttp(node.port()).send(request);
            answers.incrementAndGet(reply.status());
            if (!documented(reply, sent.startsWith("HEAD "))) {
                wrong.add("request " + n + " was answered with " + reply.status() + " " + reply.headers() + " "
                        + reply.text() + ":\n" + sent + "\n");
            }
        } catch (IOException e) {
            wrong.add("request " + n + " was not answered: " + e + ":\n" + sent + "\n");
        }
    }

    private static boolean documented(RawHttp.Reply reply, boolean head) throws IOException {
        boolean headers = switch (reply.status()) {
            case 303 -> reply.headers().containsKey("location");
            case 405 -> reply.headers().containsKey("allow");
            default -> !reply.headers().containsKey("traceparent");
        };
        if (reply.status() == 204 || head) {
            return headers && reply.text().isEmpty();
        }
        if (!"application/json".equals(reply.headers().get("content-type"))) {
            return false;
        }
        JsonNode body = JSON.readTree(reply.text());
        boolean success = reply.status() < 300 && body.isContainerNode();
        boolean named = reply.status() == 400
                && (!body.path("missingFields").isEmpty()
                        || !body.path("invalidValues").isEmpty());
        boolean status = DOCUMENTED
                .getOrDefault(reply.status(), Set.of())
                .contains(body.path("status").asText());
        return headers && (success || (body.size() == 1 && (named || status)));
    }
}
