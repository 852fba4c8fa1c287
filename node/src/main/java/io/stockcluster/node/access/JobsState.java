package io.stockcluster.node.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All jobs, by name.
 *
 * @param jobs sorted by name, each name once
 */
record JobsState(List<Job> jobs) {

    JobsState {
        jobs = List.copyOf(jobs);
    }

    /** What a cluster that nobody has told anything knows. */
    static JobsState builtIn() {
        List<String> auditor = List.of(Permission.LEVEL_READ, Permission.MOVEMENT_READ, Permission.COUNT_READ);
        List<String> controller = and(auditor, Permission.MOVEMENT_WRITE, Permission.COUNT_WRITE);
        List<String> administrator = and(controller, Permission.JOB_READ, Permission.JOB_WRITE);
        return new JobsState(List.of(
                new Job("Regional Stock Auditor", auditor, true),
                new Job("Store Stock Controller", controller, true),
                new Job("System Administrator", administrator, true),
                new Job("Warehouse Manager", controller, true)));
    }

    Optional<Job> find(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst();
    }

    JobsState with(Job added) {
        return new JobsState(Stream.concat(without(added.name()).jobs.stream(), Stream.of(added))
                .sorted(java.util.Comparator.comparing(Job::name))
                .toList());
    }

    JobsState without(String name) {
        return new JobsState(
                jobs.stream().filter(job -> !job.name().equals(name)).toList());
    }

    private static List<String> and(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
