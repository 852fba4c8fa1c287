/**
 * What is told to the user: conditions, counts and the phase, from what was seen.
 *
 * <p>Pure: {@link io.stockcluster.operator.status.StatusReport} takes what is there and the time, and gives the whole
 * status. It asks nobody and writes nothing.
 */
package io.stockcluster.operator.status;
