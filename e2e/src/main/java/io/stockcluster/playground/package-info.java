/**
 * The whole system on this machine by one command, to try things on: an embedded cluster with the operator and one
 * StockCluster, a terminal view of it, and a key for each thing to try.
 *
 * <p>{@link io.stockcluster.playground.Main} is started by the script {@code playground} in the project's root.
 */
package io.stockcluster.playground;
