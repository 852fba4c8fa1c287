package io.stockcluster.node.access;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How the jobs' messages, events and state look on the wire. A type's name and its fields' names are a promise to nodes
 * of other versions: a field may be added, none may change its meaning.
 */
public final class AccessSerializers {

    private AccessSerializers() {}

    public static List<CompactSerializer<?>> all() {
        return List.of(
                of(Job.class, "job", AccessSerializers::writeJob, AccessSerializers::readJob),
                of(
                        JobsState.class,
                        "jobs-state",
                        (out, state) -> writeJobs(out, state.jobs()),
                        in -> new JobsState(readJobs(in))),
                of(
                        JobsCommand.Put.class,
                        "jobs-put",
                        (out, put) -> out.writeCompact("job", put.job()),
                        in -> new JobsCommand.Put(in.readCompact("job"))),
                of(
                        JobsCommand.Delete.class,
                        "jobs-delete",
                        (out, delete) -> out.writeString("name", delete.name()),
                        in -> new JobsCommand.Delete(in.readString("name"))),
                of(
                        JobsCommand.Get.class,
                        "jobs-get",
                        (out, get) -> out.writeString("name", get.name()),
                        in -> new JobsCommand.Get(in.readString("name"))),
                of(JobsCommand.ListAll.class, "jobs-list", (out, list) -> {}, in -> new JobsCommand.ListAll()),
                of(
                        JobsEvent.WasPut.class,
                        "jobs-was-put",
                        (out, put) -> out.writeCompact("job", put.job()),
                        in -> new JobsEvent.WasPut(in.readCompact("job"))),
                of(
                        JobsEvent.WasDeleted.class,
                        "jobs-was-deleted",
                        (out, deleted) -> out.writeString("name", deleted.name()),
                        in -> new JobsEvent.WasDeleted(in.readString("name"))),
                of(
                        JobsReply.Found.class,
                        "jobs-found",
                        (out, found) -> out.writeCompact("job", found.job()),
                        in -> new JobsReply.Found(in.readCompact("job"))),
                of(JobsReply.NotFound.class, "jobs-not-found", (out, none) -> {}, in -> new JobsReply.NotFound()),
                of(
                        JobsReply.All.class,
                        "jobs-all",
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

    private static <T> CompactSerializer<T> of(
            Class<T> type, String name, BiConsumer<CompactWriter, T> writer, Function<CompactReader, T> reader) {
        return new CompactSerializer<>() {
            @Override
            public T read(CompactReader in) {
                return reader.apply(in);
            }

            @Override
            public void write(CompactWriter out, T value) {
                writer.accept(out, value);
            }

            @Override
            public String getTypeName() {
                return "access." + name;
            }

            @Override
            public Class<T> getCompactClass() {
                return type;
            }
        };
    }
}
