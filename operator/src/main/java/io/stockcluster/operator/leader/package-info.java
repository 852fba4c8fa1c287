/**
 * Whose turn it is, where several operators run: {@link io.stockcluster.operator.leader.Leadership} holds a Lease, or waits
 * for it.
 *
 * <p>Nothing here knows what the turn is for. It writes to Kubernetes, but nothing except its own Lease.
 */
package io.stockcluster.operator.leader;
