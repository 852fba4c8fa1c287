/**
 * What the operator counts, for Prometheus: {@link io.stockcluster.operator.metrics.OperatorMetrics} is the door.
 *
 * <p>Everything here may be called from any thread, remembers numbers only, and decides nothing.
 */
package io.stockcluster.operator.metrics;
