/**
 * What should be there: a StockCluster as Kubernetes resources.
 *
 * <p>Pure: the same spec makes the same resources, byte for byte, and nothing is asked or written. {@link
 * io.stockcluster.operator.desired.DesiredResources} is the door; {@link io.stockcluster.operator.desired.Names} and
 * {@link io.stockcluster.operator.desired.Labels} say how things are called and found again.
 */
package io.stockcluster.operator.desired;
