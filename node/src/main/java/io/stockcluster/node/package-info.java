/**
 * The stock service: {@link io.stockcluster.node.Main} reads the settings, {@link io.stockcluster.node.Node} puts the
 * parts of a role together, starts and stops them.
 *
 * <p>Everything else is in the packages below, which know nothing of this one.
 */
package io.stockcluster.node;
