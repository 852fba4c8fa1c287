package io.stockcluster.node.http;

import io.stockcluster.actors.ActorRef;
import io.stockcluster.node.access.Access;
import io.stockcluster.node.access.Job;
import io.stockcluster.node.access.JobsCommand;
import io.stockcluster.node.access.JobsReply;
import io.stockcluster.node.access.Permission;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /admin/jobs}: which job may do what. */
final class JobRoutes {

    private static final int MOST_PERMISSIONS = 1000;

    private final Guard guard;
    private final Access access;
    private final ActorRef<JobsCommand, JobsReply> jobs;

    JobRoutes(Guard guard, Access access, ActorRef<JobsCommand, JobsReply> jobs) {
        this.guard = guard;
        this.access = access;
        this.jobs = jobs;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/admin/jobs", this::list),
                Route.of("POST", "/admin/jobs", this::create),
                Route.of("GET", "/admin/jobs/{job}", this::get),
                Route.of("PUT", "/admin/jobs/{job}", this::put),
                Route.of("DELETE", "/admin/jobs/{job}", this::delete));
    }

    private Answer list(Call call) {
        mayRead(call);
        return read(new JobsCommand.ListAll());
    }

    private Answer get(Call call) {
        mayRead(call);
        return name(call).map(name -> read(new JobsCommand.Get(name))).orElseGet(JobRoutes::unknown);
    }

    private Answer read(JobsCommand question) {
        return answer(200, Reads.sure(() -> jobs.ask(question)));
    }

    private Answer create(Call call) {
        mayWrite(call);
        Fields fields = new Fields(call.body());
        Supplier<String> name = fields.id("jobFunction");
        return put(201, name, fields);
    }

    private Answer put(Call call) {
        mayWrite(call);
        Optional<String> name = name(call);
        Fields fields = new Fields(call.body()).alongside("job", name.isPresent());
        return put(200, name::orElseThrow, fields);
    }

    private Answer put(int status, Supplier<String> name, Fields fields) {
        Supplier<List<String>> permissions = fields.read("permissions", JobRoutes::permissions);
        Supplier<Optional<Boolean>> scoped = fields.maybe("locationScoped", JobRoutes::truth);
        fields.check();
        Job job = new Job(name.get(), permissions.get(), scoped.get().orElse(true));
        return changed(status, new JobsCommand.Put(job));
    }

    private Answer delete(Call call) {
        mayWrite(call);
        return name(call)
                .map(name -> changed(200, new JobsCommand.Delete(name)))
                .orElseGet(JobRoutes::unknown);
    }

    private Answer changed(int status, JobsCommand command) {
        try {
            return answer(status, jobs.ask(command));
        } finally {
            // Also where the answer got lost: it may have happened.
            access.jobsChanged();
        }
    }

    private void mayRead(Call call) {
        guard.permit(call, Permission.JOB_READ, Permission.JOB_WRITE);
    }

    private void mayWrite(Call call) {
        guard.permit(call, Permission.JOB_WRITE);
    }

    private static Optional<String> name(Call call) {
        return call.path("job").filter(Ids::good);
    }

    private static Optional<List<String>> permissions(Object value) {
        return value instanceof List<?> list
                        && list.size() <= MOST_PERMISSIONS
                        && list.stream().allMatch(text -> text instanceof String s && Permission.isOne(s))
                ? Optional.of(list.stream().map(String.class::cast).distinct().toList())
                : Optional.empty();
    }

    private static Optional<Boolean> truth(Object value) {
        return value instanceof Boolean truth ? Optional.of(truth) : Optional.empty();
    }

    private static Answer answer(int status, JobsReply reply) {
        return switch (reply) {
            case JobsReply.Found found -> Answer.json(status, json(found.job()));
            case JobsReply.NotFound() -> unknown();
            case JobsReply.All all ->
                Answer.json(
                        status,
                        Map.of("jobs", all.jobs().stream().map(JobRoutes::json).toList()));
        };
    }

    private static Answer unknown() {
        return Answer.status(404, "JobNotFound");
    }

    private static Map<String, Object> json(Job job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jobFunction", job.name());
        json.put("permissions", job.permissions());
        json.put("locationScoped", job.locationScoped());
        return json;
    }
}
