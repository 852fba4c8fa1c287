package io.stockcluster.operator.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/** Everything that the operator counts. What it tells of clusters grows with their number, and of nothing else. */
public final class OperatorMetrics {

    private final Durations reconciles = new Durations(
            "stockcluster_operator_reconcile_seconds",
            "How long one look at a cluster took, by its outcome: done or failed.",
            "outcome",
            0.005,
            0.02,
            0.1,
            0.5,
            2,
            10);
    private final Counter writes = new Counter(
            "stockcluster_operator_writes_total",
            "Resources written or deleted, by kind; none while nothing changes.",
            "kind");
    private final Counter decisions = new Counter(
            "stockcluster_operator_decisions_total", "What was decided for a cluster, by kind.", "decision");
    private final Counter shut = new Counter(
            "stockcluster_operator_gate_shut_total",
            "How often a predicate of the gate kept a pod from being taken.",
            "predicate");
    private final Durations rolls = new Durations(
            "stockcluster_operator_roll_seconds",
            "How long a roll of a cluster's pods to another revision took, as this operator saw it.",
            "tier",
            30,
            60,
            120,
            300,
            600,
            1800,
            3600);
    private final ClusterStates clusters = new ClusterStates();
    private final List<Series> all =
            new CopyOnWriteArrayList<>(List.of(reconciles, writes, decisions, shut, rolls, clusters));

    public OperatorMetrics() {
        gauge("stockcluster_operator_clusters", "Clusters that this operator looks after now.", clusters::size);
        all.addAll(ProcessSeries.all());
    }

    public void reconciled(String outcome, Duration took) {
        reconciles.add(outcome, took);
    }

    /**
     * Counts a write.
     *
     * @param resource as {@code Kind/name}, or {@code no Kind/name} where it was deleted
     */
    public void wrote(String resource) {
        writes.add(resource.replaceFirst("^no ", "").replaceFirst("/.*", ""));
    }

    public void decided(String decision) {
        decisions.add(decision);
    }

    public void gateShut(String predicate) {
        shut.add(predicate);
    }

    public void rolled(String tier, Duration took) {
        rolls.add(tier, took);
    }

    public void cluster(String namespace, String name, boolean ready) {
        clusters.put(namespace, name, ready);
    }

    public void clusterIsGone(String namespace, String name) {
        clusters.remove(namespace, name);
    }

    /** Somebody else looks after them now. */
    public void noClusters() {
        clusters.clear();
    }

    public void gauge(String name, String help, DoubleSupplier now) {
        all.add(new Gauge(name, help, now));
    }

    /** In Prometheus' text form. */
    public String text() {
        StringBuilder text = new StringBuilder();
        all.forEach(series -> series.write(text));
        return text.toString();
    }
}
