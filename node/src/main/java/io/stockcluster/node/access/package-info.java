/**
 * Who may do what: tokens and what they say, the jobs and the permissions they have.
 *
 * <p>{@link io.stockcluster.node.access.Access} is the door for those who serve requests; {@link
 * io.stockcluster.node.access.Jobs} is the replicated actor that holds the mapping, and {@link
 * io.stockcluster.node.access.AccessSerializers} what the engine must know of its messages. Nothing of a token is ever
 * logged or put into an exception.
 */
package io.stockcluster.node.access;
