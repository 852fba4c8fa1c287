/**
 * Deliveries, each accepted once at its location: an actor for each location, which knows a repeated request again and
 * gives every delivery a number of its own, under which the pots receive it.
 *
 * <p>Whoever serves a delivery asks {@link io.stockcluster.node.delivery.Deliveries} first and then the pots. Nothing
 * here knows HTTP or a pot's state.
 */
package io.stockcluster.node.delivery;
