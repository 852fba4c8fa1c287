/**
 * What dies, freezes or is cut off, and what must be true all the same: real hosts in processes of their own, fifty
 * concurrent writers, and a ledger that is compared with the actors at the end.
 *
 * <p>{@link io.stockcluster.actors.chaos.Soak} goes through seeds for as long as it is told to; the tests take one fault
 * each.
 */
package io.stockcluster.actors.chaos;
