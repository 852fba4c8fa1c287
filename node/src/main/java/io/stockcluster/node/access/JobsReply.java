package io.stockcluster.node.access;

import java.util.List;

/** What the jobs answer. */
public sealed interface JobsReply {

    /** The job that was asked for, put, or taken away. */
    record Found(Job job) implements JobsReply {}

    /** There is no job of that name. */
    record NotFound() implements JobsReply {}

    /** All jobs, by name. */
    record All(List<Job> jobs) implements JobsReply {
        public All {
            jobs = List.copyOf(jobs);
        }
    }
}
