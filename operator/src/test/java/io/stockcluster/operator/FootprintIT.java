package io.stockcluster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an operator costs that looks after a hundred clusters and has nothing to do, and how soon a new cluster is made:
 * {@code bench/run operator}.
 *
 * <p>The operator is a process of its own, with the heap that its image has, on a real API server. A quota keeps pods from
 * coming to be, so that what is measured is the operator, and not a machine with five hundred pods.
 */
@ExtendWith(OnKubernetes.class)
@EnabledIfSystemProperty(named = "footprint", matches = "true", disabledReason = "a measurement: bench/run operator")
class FootprintIT {

    private static final int CLUSTERS = Integer.getInteger("footprint.clusters", 100);
    private static final int TRIES = 10;
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofMinutes(1);

    /** The heap is 25 % of the 256 MiB that the chart gives it; see its Dockerfile. */
    private static final List<String> AS_IN_ITS_IMAGE = List.of(
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TrimNativeHeapInterval=30000",
            "-XX:TieredStopAtLevel=1",
            "-XX:MinHeapFreeRatio=15",
            "-XX:MaxHeapFreeRatio=30");

    private static final int PORT = 18081;
    private static final Path LOG = Path.of("target/footprint-operator.log");

    private RealKubernetes kubernetes;
    private Shop shop;

    @BeforeEach
    void openShopWithoutPods(RealKubernetes kubernetes) {
        this.kubernetes = kubernetes;
        this.shop = Shop.open(kubernetes);
        kubernetes
                .admin()
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("no-pods")
                        .withNamespace(shop.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of("pods", new Quantity("0")))
                        .endSpec()
                        .build())
                .create();
    }

    @Test
    void aHundredClustersAreSmallAndQuietAndANewOneIsMadeAtOnce() throws IOException, InterruptedException {
        Process operator = start(LOG);
        try {
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> metric("stockcluster_operator_leader") == 1);
            List<Duration> made = new ArrayList<>();
            for (int i = 0; i < TRIES; i++) {
                made.add(timeToStatefulSets("timed-" + i));
            }
            IntStream.range(TRIES, CLUSTERS).parallel().forEach(i -> shop.apply("many-" + i, "{}"));
            await().atMost(Duration.ofMinutes(10))
                    .until(() -> shop.names(StatefulSet.class).size() == 2 * CLUSTERS);
            pause(SETTLING);

            double cpu = metric("process_cpu_seconds_total");
            double writes = writes();
            pause(REST);
            double cores = (metric("process_cpu_seconds_total") - cpu) / REST.toSeconds();
            double megabytes = metric("process_resident_memory_bytes") / 1e6;

            Collections.sort(made);
            System.out.println("""
                    {"clusters": %d, "rssMegabytes": %.0f, "heapUsedMegabytes": %.0f, "percentOfACore": %.2f, \
                    "writesAtRest": %.0f, "applyToStatefulSetsMillis": {"median": %d, "max": %d, "of": %d}}""".formatted(
                            CLUSTERS,
                            megabytes,
                            metric("jvm_memory_used_bytes") / 1e6,
                            cores * 100,
                            writes() - writes,
                            made.get(TRIES / 2).toMillis(),
                            made.getLast().toMillis(),
                            TRIES));
            assertThat(megabytes).as("resident memory, MB").isLessThan(200);
            assertThat(cores).as("of a core, at rest").isLessThan(0.05);
            assertThat(writes()).as("writes at rest").isEqualTo(writes);
            assertThat(made.get(TRIES / 2)).as("from apply to StatefulSets").isLessThan(Duration.ofSeconds(1));
        } finally {
            operator.destroy();
            operator.waitFor();
        }
    }

    private Duration timeToStatefulSets(String name) {
        long applied = System.nanoTime();
        shop.apply(name, "{}");
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(5))
                .until(() -> shop.names(StatefulSet.class).containsAll(List.of(name + "-actors", name + "-http")));
        return Duration.ofNanos(System.nanoTime() - applied);
    }

    private Process start(Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(AS_IN_ITS_IMAGE);
        command.addAll(List.of("-jar", "target/stock-operator.jar"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(kubernetes.operatorEnvironment());
        builder.environment()
                .putAll(Map.of(
                        "MALLOC_ARENA_MAX", "2",
                        "HEALTH_PORT", Integer.toString(PORT),
                        "STOCK_NODE_IMAGE", "stock-node:none",
                        "LEASE_NAME", "stock-operator",
                        "OPERATOR_NAMESPACE", "stock-system"));
        return builder.start();
    }

    /** Of all series of that name together. */
    private static double metric(String name) {
        return scrape().lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static double writes() {
        return metric("stockcluster_operator_writes_total");
    }

    private static String scrape() {
        URI uri = URI.create("http://localhost:%d/metrics".formatted(PORT));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException("The operator does not tell its metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A measurement is of a time, not of a condition. */
    private static void pause(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
    }
}
