/**
 * The work that is measured: counters of 200 bytes, as actors. The raw baseline does the same on the same records.
 * Servers host them, the driver asks them; nothing here measures.
 */
package io.stockcluster.bench.counter;
