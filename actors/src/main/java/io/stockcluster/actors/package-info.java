/**
 * Replicated, sharded actors as a library: behaviours, their types, and the system that hosts and asks them.
 *
 * <p>An application writes a {@link io.stockcluster.actors.Behavior}, names it in an {@link
 * io.stockcluster.actors.ActorType} with the copies it wants, and starts an {@link
 * io.stockcluster.actors.ActorSystem}. Nothing here knows of stock, HTTP or Kubernetes, and nothing of the engine
 * underneath shows.
 */
package io.stockcluster.actors;
