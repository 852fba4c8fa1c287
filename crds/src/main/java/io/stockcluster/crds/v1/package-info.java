/**
 * What a user asks for and what they are told: the {@code StockCluster} resource, version v1, as records.
 *
 * <p>The custom resource definition is generated from these classes, with its rules, and nowhere written by hand. The
 * operator reads the spec and writes the status; nothing here calls anything.
 *
 * <p>Fields that are not known are ignored: an operator may meet a definition that is newer than itself.
 */
package io.stockcluster.crds.v1;
