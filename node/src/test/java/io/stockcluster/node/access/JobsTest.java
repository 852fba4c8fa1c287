package io.stockcluster.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Replication;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsTest {

    private final World world = new World();

    @ParameterizedTest
    @CsvSource({
        "Regional Stock Auditor, stock:level:read stock:movement:read stock:count:read",
        "Store Stock Controller, stock:level:read stock:movement:read stock:count:read stock:movement:write stock:count:write",
        "Warehouse Manager, stock:level:read stock:movement:read stock:count:read stock:movement:write stock:count:write",
        "System Administrator, stock:level:read stock:movement:read stock:count:read stock:movement:write stock:count:write"
                + " job:permission:read job:permission:write",
    })
    void four_jobs_are_known_from_the_start_and_bound_to_their_locations(String name, String permissions) {
        assertThat(world.ask(new JobsCommand.Get(name)))
                .isEqualTo(new JobsReply.Found(new Job(name, List.of(permissions.split(" ")), true)));
    }

    @Test
    void a_job_that_is_put_replaces_the_one_of_its_name() {
        Job clerk = new Job("Clerk", List.of("stock:level:read"), false);
        Job promoted = new Job("Clerk", List.of("stock:level:read", "stock:movement:write"), true);

        assertThat(world.ask(new JobsCommand.Put(clerk))).isEqualTo(new JobsReply.Found(clerk));
        world.ask(new JobsCommand.Put(promoted));

        assertThat(world.ask(new JobsCommand.Get("Clerk"))).isEqualTo(new JobsReply.Found(promoted));
        assertThat(names()).hasSize(5).isSorted().containsOnlyOnce("Clerk");
    }

    @Test
    void a_job_that_is_deleted_is_answered_once_more_and_then_gone() {
        assertThat(world.ask(new JobsCommand.Delete("Warehouse Manager"))).isInstanceOf(JobsReply.Found.class);
        assertThat(world.ask(new JobsCommand.Get("Warehouse Manager"))).isEqualTo(new JobsReply.NotFound());
        assertThat(world.ask(new JobsCommand.Delete("Warehouse Manager"))).isEqualTo(new JobsReply.NotFound());
    }

    private List<String> names() {
        return ((JobsReply.All) world.ask(new JobsCommand.ListAll()))
                .jobs().stream().map(Job::name).toList();
    }

    /** The one actor, without a cluster around it. */
    private static final class World {
        private final Behavior<JobsState, JobsCommand, JobsEvent, JobsReply> jobs = jobs();
        private final ActorId id = new ActorId("jobs", "only");
        private JobsState state = jobs.initial(id);

        @SuppressWarnings("unchecked") // the type hides what only the actor itself needs to know
        private static Behavior<JobsState, JobsCommand, JobsEvent, JobsReply> jobs() {
            return (Behavior<JobsState, JobsCommand, JobsEvent, JobsReply>)
                    Jobs.type(Replication.of(1)).behavior();
        }

        JobsReply ask(JobsCommand command) {
            var decision = jobs.decide(state, command, new MessageContext(id, Instant.EPOCH));
            decision.events().forEach(event -> state = jobs.evolve(state, event));
            return decision.reply();
        }
    }
}
