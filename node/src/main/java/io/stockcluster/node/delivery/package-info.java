/**
 * Deliveries, each accepted once at its location: an actor for each location, which knows a repeated request again and
 * sends every pot its part.
 *
 * <p>Whoever serves a delivery asks {@link io.stockcluster.node.delivery.Deliveries}, and need not ask the pots.
 * Nothing here knows HTTP or a pot's state.
 */
package io.stockcluster.node.delivery;
