package io.stockcluster.node.locations;

/** What happened to the built-in directory. */
public sealed interface LocationEvent {

    /** The location was created or replaced. */
    record Put(String changeId, Location location) implements LocationEvent {}

    /** The location was removed. */
    record Deleted(String changeId, String id) implements LocationEvent {}
}
