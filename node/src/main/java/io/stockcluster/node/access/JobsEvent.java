package io.stockcluster.node.access;

/** What happened to the jobs. */
sealed interface JobsEvent {

    record WasPut(Job job) implements JobsEvent {}

    record WasDeleted(String name) implements JobsEvent {}
}
