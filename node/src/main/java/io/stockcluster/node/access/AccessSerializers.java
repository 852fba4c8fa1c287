package io.stockcluster.node.access;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.CompactForm;
import java.util.Arrays;
import java.util.List;

/**
 * How the jobs' messages, events and state look on the wire. A type's name and its fields' names are a promise to nodes
 * of other versions: a field may be added, none may change its meaning.
 */
public final class AccessSerializers {

    private AccessSerializers() {}

    public static List<CompactSerializer<?>> all() {
        return List.of(
                new CompactForm<>("access.job", Job.class, AccessSerializers::writeJob, AccessSerializers::readJob),
                new CompactForm<>(
                        "access.jobs-state",
                        JobsState.class,
                        (out, state) -> writeJobs(out, state.jobs()),
                        in -> new JobsState(readJobs(in))),
                new CompactForm<>(
                        "access.jobs-put",
                        JobsCommand.Put.class,
                        (out, put) -> out.writeCompact("job", put.job()),
                        in -> new JobsCommand.Put(in.readCompact("job"))),
                new CompactForm<>(
                        "access.jobs-delete",
                        JobsCommand.Delete.class,
                        (out, delete) -> out.writeString("name", delete.name()),
                        in -> new JobsCommand.Delete(in.readString("name"))),
                new CompactForm<>(
                        "access.jobs-get",
                        JobsCommand.Get.class,
                        (out, get) -> out.writeString("name", get.name()),
                        in -> new JobsCommand.Get(in.readString("name"))),
                CompactForm.of("access.jobs-list", JobsCommand.ListAll.class, new JobsCommand.ListAll()),
                new CompactForm<>(
                        "access.jobs-was-put",
                        JobsEvent.WasPut.class,
                        (out, put) -> out.writeCompact("job", put.job()),
                        in -> new JobsEvent.WasPut(in.readCompact("job"))),
                new CompactForm<>(
                        "access.jobs-was-deleted",
                        JobsEvent.WasDeleted.class,
                        (out, deleted) -> out.writeString("name", deleted.name()),
                        in -> new JobsEvent.WasDeleted(in.readString("name"))),
                new CompactForm<>(
                        "access.jobs-found",
                        JobsReply.Found.class,
                        (out, found) -> out.writeCompact("job", found.job()),
                        in -> new JobsReply.Found(in.readCompact("job"))),
                CompactForm.of("access.jobs-not-found", JobsReply.NotFound.class, new JobsReply.NotFound()),
                new CompactForm<>(
                        "access.jobs-all",
                        JobsReply.All.class,
                        (out, all) -> writeJobs(out, all.jobs()),
                        in -> new JobsReply.All(readJobs(in))));
    }

    private static void writeJob(CompactWriter out, Job job) {
        out.writeString("name", job.name());
        out.writeArrayOfString("permissions", job.permissions().toArray(String[]::new));
        out.writeBoolean("locationScoped", job.locationScoped());
    }

    private static Job readJob(CompactReader in) {
        return new Job(
                in.readString("name"),
                Arrays.asList(in.readArrayOfString("permissions")),
                in.readBoolean("locationScoped"));
    }

    private static void writeJobs(CompactWriter out, List<Job> jobs) {
        out.writeArrayOfCompact("jobs", jobs.toArray(Job[]::new));
    }

    private static List<Job> readJobs(CompactReader in) {
        return Arrays.asList(in.readArrayOfCompact("jobs", Job.class));
    }
}
