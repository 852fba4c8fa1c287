/**
 * Where stock can be: which locations there are, which are tracked, and how they nest.
 *
 * <p>{@link io.stockcluster.node.locations.Locations} is the door for questions, whether a Location API answers them or
 * the built-in directory, which is an actor with {@link io.stockcluster.node.locations.LocationDirectory} as its
 * behaviour. Nothing here knows of stock, tokens or routes.
 */
package io.stockcluster.node.locations;
