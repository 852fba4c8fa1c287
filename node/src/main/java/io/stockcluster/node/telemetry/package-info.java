/**
 * What a node tells of itself to those who run it: metrics for Prometheus, and traces for a collector of OpenTelemetry's.
 *
 * <p>The one door is {@link io.stockcluster.node.telemetry.Telemetry}. It watches the web, the actors and the Location
 * API by the observers that those offer, so that none of them knows of it. Only this package knows Micrometer and
 * OpenTelemetry.
 */
package io.stockcluster.node.telemetry;
