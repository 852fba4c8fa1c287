package io.stockcluster.node.access;

/** What the jobs can be asked. */
public sealed interface JobsCommand {

    /** Creates or replaces a job. */
    record Put(Job job) implements JobsCommand {}

    /** Takes a job away. */
    record Delete(String name) implements JobsCommand {}

    /** Asks for one job. */
    record Get(String name) implements JobsCommand {}

    /** Asks for all jobs. */
    record ListAll() implements JobsCommand {}
}
