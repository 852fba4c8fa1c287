package io.stockcluster.operator;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.stockcluster.operator.metrics.OperatorMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what the framework knows: how long reconciles take, which of them fail, and which clusters are gone. */
final class FrameworkMetrics implements Metrics {

    private final OperatorMetrics metrics;
    private final Consumer<ResourceID> gone;

    /** @param gone is told of each cluster that is gone */
    FrameworkMetrics(OperatorMetrics metrics, Consumer<ResourceID> gone) {
        this.metrics = metrics;
        this.gone = gone;
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        long started = System.nanoTime();
        String outcome = "failed";
        try {
            T result = execution.execute();
            outcome = "done";
            return result;
        } finally {
            metrics.reconciled(outcome, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    @Override
    public void cleanupDoneFor(ResourceID resource, Map<String, Object> metadata) {
        gone.accept(resource);
        metrics.clusterIsGone(resource.getNamespace().orElse(""), resource.getName());
    }
}
