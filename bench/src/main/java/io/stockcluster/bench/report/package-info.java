/** The figures of a run, as a table for people and as one line of JSON. Pure. */
package io.stockcluster.bench.report;
