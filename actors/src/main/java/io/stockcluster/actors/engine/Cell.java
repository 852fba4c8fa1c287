package io.stockcluster.actors.engine;

/**
 * What is kept of an actor: its state, and how many events made it. Immutable, because the owner hands the same
 * instance to every message.
 */
record Cell(long version, Object state) {}
