/**
 * How log lines look and where they go: everything ends in {@code java.util.logging}, one handler writes it to the
 * standard output, as text or as JSON, without anybody having to wait.
 *
 * <p>{@link io.stockcluster.node.logging.Logging} sets it up once at start; {@link
 * io.stockcluster.node.logging.LogContext} says which request or actor a line belongs to.
 */
package io.stockcluster.node.logging;
