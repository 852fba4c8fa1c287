package io.stockcluster.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.QuorumUnavailable;
import io.stockcluster.node.FakeActor;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownJobsTest {

    private final AtomicLong time = new AtomicLong();
    private final Answers actor = new Answers();
    private final KnownJobs jobs =
            new KnownJobs(new FakeActor<>(new ActorId("jobs", "only"), _ -> actor.next()), time::get);

    @Test
    void a_fresh_answer_is_used_without_asking_again() {
        actor.answers("Clerk");

        assertThat(jobs.find("Clerk")).isPresent();
        pass(Duration.ofMillis(99));
        assertThat(jobs.find("Clerk")).isPresent();
        assertThat(jobs.find("Nobody")).isEmpty();
        assertThat(actor.asked).hasValue(1);
    }

    @Test
    void an_older_one_is_still_used_while_a_new_one_is_asked_for_once() {
        actor.answers("Clerk");
        jobs.find("Clerk");
        var pending = actor.answersLater();

        pass(Duration.ofMillis(150));
        assertThat(jobs.find("Clerk")).isPresent();
        assertThat(jobs.find("Clerk")).isPresent();
        assertThat(actor.asked).hasValue(2);

        pending.complete(all("Manager"));
        assertThat(jobs.find("Clerk")).isEmpty();
    }

    @Test
    void after_a_fifth_of_a_second_a_change_counts() {
        actor.answers("Clerk");
        jobs.find("Clerk");
        actor.answers("Manager");

        pass(Duration.ofMillis(201));
        assertThat(jobs.find("Clerk")).isEmpty();
    }

    @Test
    void an_answer_that_was_long_on_its_way_is_asked_for_anew() {
        var late = actor.answersLater();
        actor.answers("Manager");
        var asking = CompletableFuture.supplyAsync(() -> jobs.find("Clerk"));
        await().atMost(Duration.ofSeconds(60)).until(() -> actor.asked.get() == 1);

        pass(Duration.ofMillis(300));
        late.complete(all("Clerk"));

        assertThat(asking.join()).isEmpty();
    }

    @Test
    void the_last_known_counts_half_a_minute_longer_where_the_actor_cannot_answer() {
        actor.answers("Clerk");
        jobs.find("Clerk");
        actor.fails();
        actor.fails();

        pass(Duration.ofSeconds(29));
        assertThat(jobs.find("Clerk")).isPresent();
        pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> jobs.find("Clerk")).isInstanceOf(QuorumUnavailable.class);
    }

    @Test
    void a_change_through_this_node_counts_at_once_and_an_answer_from_before_it_does_not() {
        actor.answers("Clerk");
        jobs.find("Clerk");
        var before = actor.answersLater();
        pass(Duration.ofMillis(150));
        jobs.find("Clerk");

        jobs.forget();
        before.complete(all("Clerk"));
        actor.answers("Manager");

        assertThat(jobs.find("Clerk")).isEmpty();
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    private static JobsReply all(String name) {
        return new JobsReply.All(List.of(new Job(name, List.of(), true)));
    }

    /** What the actor answers, one after the other. */
    private static final class Answers {
        private final Deque<CompletableFuture<JobsReply>> answers = new ConcurrentLinkedDeque<>();
        private final AtomicInteger asked = new AtomicInteger();

        void answers(String name) {
            answers.add(CompletableFuture.completedFuture(all(name)));
        }

        CompletableFuture<JobsReply> answersLater() {
            CompletableFuture<JobsReply> later = new CompletableFuture<>();
            answers.add(later);
            return later;
        }

        void fails() {
            answers.add(CompletableFuture.failedFuture(new QuorumUnavailable("the owner has died")));
        }

        private CompletableFuture<JobsReply> next() {
            asked.incrementAndGet();
            return answers.remove();
        }
    }
}
