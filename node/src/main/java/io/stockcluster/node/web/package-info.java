/**
 * What the API's port and the management port have in common: JSON in and out, answers, routes, and a listener that
 * keeps a bound on what is in flight.
 *
 * <p>Whoever serves something gives a {@link io.stockcluster.node.web.Listener} its {@link
 * io.stockcluster.node.web.Routes}. Only this package knows Helidon. Nothing here knows what is served.
 */
package io.stockcluster.node.web;
