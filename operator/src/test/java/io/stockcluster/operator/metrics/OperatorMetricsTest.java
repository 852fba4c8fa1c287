package io.stockcluster.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {

    /** What Prometheus reads: a comment, or a name with or without labels, and a number. */
    private static final Pattern LINE = Pattern.compile(
            "# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{([a-z]+=\"([^\"\\\\\n]|\\\\.)*\",?)+})? ([-+0-9.E]+|NaN|\\+Inf)");

    private final OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void everyLineIsOneThatPrometheusReads() {
        metrics.wrote("StatefulSet/demo-actors");
        metrics.reconciled("done", Duration.ofMillis(3));
        metrics.decided("evil \"quotes\" and \\ and\nlines");
        metrics.cluster("shop", "demo", true);

        assertThat(lines()).isNotEmpty().allMatch(line -> LINE.matcher(line).matches());
    }

    @Test
    void writesAreCountedByKindWhetherMadeOrDeleted() {
        metrics.wrote("StatefulSet/demo-actors");
        metrics.wrote("StatefulSet/demo-http");
        metrics.wrote("no NetworkPolicy/demo-http");

        assertThat(lines())
                .contains(
                        "stockcluster_operator_writes_total{kind=\"StatefulSet\"} 2",
                        "stockcluster_operator_writes_total{kind=\"NetworkPolicy\"} 1");
    }

    @Test
    void durationsAreInBucketsThatEachHoldTheSmallerOnes() {
        metrics.rolled("actors", Duration.ofSeconds(45));
        metrics.rolled("actors", Duration.ofSeconds(100));

        assertThat(lines())
                .contains(
                        "stockcluster_operator_roll_seconds_bucket{tier=\"actors\",le=\"30.0\"} 0",
                        "stockcluster_operator_roll_seconds_bucket{tier=\"actors\",le=\"60.0\"} 1",
                        "stockcluster_operator_roll_seconds_bucket{tier=\"actors\",le=\"120.0\"} 2",
                        "stockcluster_operator_roll_seconds_bucket{tier=\"actors\",le=\"+Inf\"} 2",
                        "stockcluster_operator_roll_seconds_sum{tier=\"actors\"} 145.0",
                        "stockcluster_operator_roll_seconds_count{tier=\"actors\"} 2");
    }

    @Test
    void aClusterThatIsGoneIsNoLongerTold() {
        metrics.cluster("shop", "demo", true);
        metrics.cluster("shop", "other", false);
        metrics.clusterIsGone("shop", "demo");

        assertThat(lines())
                .contains("stockcluster_operator_cluster_ready{namespace=\"shop\",name=\"other\"} 0")
                .contains("stockcluster_operator_clusters 1.0")
                .noneMatch(line -> line.contains("name=\"demo\""));
    }

    @Test
    void whatDecidedAndWhatWasInTheWayIsCounted() {
        metrics.decided("Drain");
        metrics.gateShut("AllPodsReady");

        assertThat(lines())
                .contains(
                        "stockcluster_operator_decisions_total{decision=\"Drain\"} 1",
                        "stockcluster_operator_gate_shut_total{predicate=\"AllPodsReady\"} 1");
    }

    private List<String> lines() {
        return metrics.text().lines().toList();
    }
}
