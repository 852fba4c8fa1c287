/**
 * How things are measured: calls at a steady number in flight or at a steady rate, in rounds that take turns, and what
 * is made of their numbers. Knows nothing of what is called.
 */
package io.stockcluster.bench.measure;
