/**
 * What operators, dashboards and probes ask a node: is it alive, is it ready, and how does it see its cluster.
 *
 * <p>{@link io.stockcluster.node.management.ManagementApi} makes the routes of the management port, and {@link
 * io.stockcluster.node.management.Health} those that the API's port has as well. Every answer is this node's own view,
 * and what it does not know is left out, never guessed.
 */
package io.stockcluster.node.management;
