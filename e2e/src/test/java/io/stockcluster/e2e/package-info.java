/**
 * The whole system: operator, nodes, and on a real Kubernetes images and chart, too. A scenario speaks to {@link
 * io.stockcluster.e2e.Cluster} and {@link io.stockcluster.e2e.Stock} only, so that it runs wherever there is one of each.
 * Nothing in here knows the insides of the operator or of a node: it sees what their users see.
 */
package io.stockcluster.e2e;
