package io.stockcluster.node.access;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Replication;

/**
 * The mapping from jobs to permissions: one actor in the whole cluster, replicated like any other. It begins with the
 * built-in jobs, which can be changed and taken away as well.
 */
public final class Jobs implements Behavior<JobsState, JobsCommand, JobsEvent, JobsReply> {

    private Jobs() {}

    /** The actor, kept as often as the others. */
    public static ActorType<?, JobsCommand, ?, JobsReply> type(Replication replication) {
        return ActorType.singleton("jobs", new Jobs(), replication);
    }

    @Override
    public JobsState initial(ActorId id) {
        return JobsState.builtIn();
    }

    @Override
    public Decision<JobsEvent, JobsReply> decide(JobsState state, JobsCommand message, MessageContext context) {
        return switch (message) {
            case JobsCommand.Put put -> Decision.event(new JobsEvent.WasPut(put.job()), new JobsReply.Found(put.job()));
            case JobsCommand.Delete delete ->
                state.find(delete.name())
                        .map(job -> Decision.<JobsEvent, JobsReply>event(
                                new JobsEvent.WasDeleted(delete.name()), new JobsReply.Found(job)))
                        .orElseGet(() -> Decision.reply(new JobsReply.NotFound()));
            case JobsCommand.Get get ->
                Decision.reply(state.find(get.name())
                        .<JobsReply>map(JobsReply.Found::new)
                        .orElseGet(JobsReply.NotFound::new));
            case JobsCommand.ListAll() -> Decision.reply(new JobsReply.All(state.jobs()));
        };
    }

    @Override
    public JobsState evolve(JobsState state, JobsEvent event) {
        return switch (event) {
            case JobsEvent.WasPut put -> state.with(put.job());
            case JobsEvent.WasDeleted deleted -> state.without(deleted.name());
        };
    }

    /** A second delete would answer that there is no such job. */
    @Override
    public boolean repeatable(JobsCommand message) {
        return !(message instanceof JobsCommand.Delete);
    }
}
