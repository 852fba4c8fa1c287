/**
 * A Kubernetes of this machine alone, without Docker: an API server in memory, and a kubelet that runs pods as processes.
 *
 * <p>{@link io.stockcluster.embedded.EmbeddedCluster} is the cluster, {@link io.stockcluster.embedded.Operator} the
 * operator on it, as a process of its own. Test equipment and playground, and nothing to keep stock in.
 */
package io.stockcluster.embedded;
