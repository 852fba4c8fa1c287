/**
 * The stock API's benchmark. {@link io.stockcluster.bench.http.HttpBench} is the driver: it starts the nodes and the bare
 * route that they are compared with, takes the figures, and writes the report.
 */
package io.stockcluster.bench.http;
