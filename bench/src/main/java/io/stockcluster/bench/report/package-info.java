/**
 * What comes of a benchmark: a {@link io.stockcluster.bench.report.Run} from the command line to its files, and its
 * figures, as a table for people and as one line of JSON. Knows nothing of what is measured.
 */
package io.stockcluster.bench.report;
