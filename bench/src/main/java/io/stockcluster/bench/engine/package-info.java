/**
 * The engine's benchmark. {@link io.stockcluster.bench.engine.EngineBench} is the driver: it starts the servers, takes
 * each figure by a class of its own, and writes the report.
 */
package io.stockcluster.bench.engine;
