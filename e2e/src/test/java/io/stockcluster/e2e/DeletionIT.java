package io.stockcluster.e2e;

import static io.stockcluster.e2e.Rolling.nobodyWasRefusedTwice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.stockcluster.traffic.Load;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@EndToEnd
class DeletionIT {

    /** Of what a cluster is made, and what Kubernetes makes of that. */
    private static final String KINDS =
            "stockclusters,statefulsets,controllerrevisions,pods,services,endpointslices,secrets,"
                    + "configmaps,serviceaccounts,poddisruptionbudgets,networkpolicies,ingresses";

    /** A single pod may take ten minutes to hand over what it has. */
    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    @Test
    @Needs(Ability.KUBECTL)
    void a_cluster_that_is_deleted_while_it_is_sold_from_goes_at_once_and_hands_nothing_over(Stock stock, Load load) {
        Cluster cluster = stock.cluster();
        Stock doomed = Stock.small(cluster, "doomed", Stock.OTHER_NODE_PORT);
        doomed.awaitReady();
        try (Load sales = Load.start(
                        doomed.api("System Administrator"), doomed.api("Store Stock Controller"), "Shop", 4);
                LastWords words = new LastWords(doomed)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> sales.total().acknowledged() > 100);

            Instant then = Instant.now();
            cluster.kubectl("delete", "stockcluster", doomed.name());
            await("nothing of it is left")
                    .atMost(AT_ONCE)
                    .until(() -> cluster.kubectl(
                                    "get",
                                    KINDS,
                                    "--selector=app.kubernetes.io/instance=" + doomed.name(),
                                    "--output=name")
                            .isBlank());
            System.out.printf(
                    "A cluster of 3 actor nodes and an HTTP node was gone after %d ms.%n%s%n",
                    Duration.between(then, Instant.now()).toMillis(), words.said());
            assertThat(words.said())
                    .as("what ends with its nodes")
                    .contains("no other actor node stays")
                    .doesNotContain("without handing everything over");
        }
        nobodyWasRefusedTwice(load);
    }

    /** What actor nodes log until they end. */
    private static final class LastWords implements AutoCloseable {
        private final List<ByteArrayOutputStream> logs = new ArrayList<>();
        private final List<LogWatch> watches = new ArrayList<>();

        LastWords(Stock stock) {
            for (Pod pod : stock.actorPods()) {
                var log = new ByteArrayOutputStream();
                logs.add(log);
                watches.add(stock.cluster()
                        .client()
                        .pods()
                        .resource(pod)
                        .tailingLines(1)
                        .watchLog(log));
            }
        }

        String said() {
            return String.join(
                    "\n",
                    logs.stream()
                            .map(log -> log.toString(StandardCharsets.UTF_8))
                            .toList());
        }

        @Override
        public void close() {
            watches.forEach(LogWatch::close);
        }
    }
}
