/**
 * A Kubernetes API server in memory, as far as the operator and its users need one: typed paths, labels, watches,
 * server-side apply, the subresources {@code status}, {@code scale}, {@code eviction} and {@code log}, generations,
 * graceful deletion and finalizers.
 *
 * <p>{@link io.stockcluster.embedded.api.ApiServer} answers HTTP, {@link io.stockcluster.embedded.api.Store} holds the
 * objects and is what controllers work on. What it is not: it asks nobody who they are, validates no schema, fills in
 * no defaults, and forgets everything when it stops.
 */
package io.stockcluster.embedded.api;
