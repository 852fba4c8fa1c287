/**
 * One line per event, for people or for machines.
 *
 * <p>{@link io.stockcluster.operator.logging.Logging} is the door: called once, before anything logs. Everything logs
 * through SLF4J, which ends in the JDK's own logging.
 */
package io.stockcluster.operator.logging;
