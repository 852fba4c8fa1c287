/**
 * What is there: the resources and pods of a cluster, as the watches last saw them.
 *
 * <p>{@link io.stockcluster.operator.observe.Watches} keeps the caches fresh, {@link
 * io.stockcluster.operator.observe.Observed} is what one reconcile sees of them. Nothing here writes.
 */
package io.stockcluster.operator.observe;
