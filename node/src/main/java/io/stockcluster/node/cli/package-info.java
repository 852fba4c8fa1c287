/**
 * What the node's jar does beside being a node: it makes key pairs and tokens, for trying things out.
 *
 * <p>{@link io.stockcluster.node.cli.Commands} is the door. Nothing here starts a node or talks to one.
 */
package io.stockcluster.node.cli;
