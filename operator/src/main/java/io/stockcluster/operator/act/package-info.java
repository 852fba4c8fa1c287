/**
 * The only package that writes to Kubernetes, by server-side apply, and only what is not there yet as it should be.
 *
 * <p>{@link io.stockcluster.operator.act.ClusterWriter} is the door. It decides nothing: what should be there comes from
 * {@code desired}, what is there from {@code observe}.
 */
package io.stockcluster.operator.act;
