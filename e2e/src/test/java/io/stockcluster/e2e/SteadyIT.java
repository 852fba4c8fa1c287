package io.stockcluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@EndToEnd
class SteadyIT {

    /** Kinds that nobody but the operator writes while nothing happens. Leases, which it renews, are not among them. */
    private static final Set<String> OPERATED = Set.of(
            "configmaps",
            "networkpolicies",
            "poddisruptionbudgets",
            "rolebindings",
            "roles",
            "secrets",
            "serviceaccounts",
            "services",
            "statefulsets",
            "stockclusters");

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** Tokens that kubelets fetch, and the state of budgets, also of the operators' own: their pods come and go here. */
    private static final Set<String> KUBERNETES_OWN = Set.of("serviceaccounts/token", "poddisruptionbudgets/status");

    private static final Set<String> WRITES = Set.of("APPLY", "DELETE", "DELETECOLLECTION", "PATCH", "POST", "PUT");

    /** After a start come the first look, and at most five seconds later the next, if one is to come soon. */
    private static final Duration QUIET = Duration.ofSeconds(7);

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /**
     * Nothing in a quiet time wakes the operator: that alone would be a weak proof. So it is started anew in the middle,
     * for which it looks at everything it looks after, as after a change.
     */
    @Test
    void while_nothing_happens_the_operator_writes_nothing_not_even_when_it_starts_anew(Stock stock) {
        Cluster cluster = stock.cluster();
        stock.awaitSafe();
        Map<String, Long> before = settledWrites(cluster);

        cluster.replaceOperator();
        await("the new operator's turn")
                .atMost(PATIENCE)
                .until(() -> cluster.operatorLog().contains("Looking after"));

        assertThat(settledWrites(cluster)).isEqualTo(before);
        assertThat(cluster.operatorLog()).doesNotContain("applied");
    }

    /** How often each kind was written, once nothing has been for a while: that which was set in motion has ended. */
    private static Map<String, Long> settledWrites(Cluster cluster) {
        AtomicReference<Map<String, Long>> last = new AtomicReference<>(writes(cluster));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .during(QUIET)
                .until(() -> {
                    Map<String, Long> now = writes(cluster);
                    return now.equals(last.getAndSet(now));
                });
        return last.get();
    }

    /** As the API server counts them, in Prometheus' text form: {@code apiserver_request_total{verb="PUT",…} 12}. */
    private static Map<String, Long> writes(Cluster cluster) {
        Map<String, Long> writes = new TreeMap<>();
        cluster.client()
                .raw("/metrics")
                .lines()
                .filter(line -> line.startsWith("apiserver_request_total{"))
                .forEach(line -> count(line, writes));
        return writes;
    }

    private static void count(String line, Map<String, Long> writes) {
        Map<String, String> labels = LABEL.matcher(line)
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
        String resource = labels.get("resource");
        String kind = resource + (labels.get("subresource").isEmpty() ? "" : "/" + labels.get("subresource"));
        if (WRITES.contains(labels.get("verb")) && OPERATED.contains(resource) && !KUBERNETES_OWN.contains(kind)) {
            long times = (long) Double.parseDouble(line.substring(line.lastIndexOf(' ')));
            writes.merge(labels.get("verb") + " " + kind, times, Long::sum);
        }
    }
}
