package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ObserverTest {

    private static final ActorType<Purse.State, Purse.Message, Purse.Event, Purse.Answer> PURSES =
            ActorType.sharded(Purse.TYPE, new Purse(), Replication.of(3));

    private final Collection<Done> done = new ConcurrentLinkedQueue<>();

    /** Something that a node did, and the way that led there. */
    private record Done(Observer.Work work, String key, Observer.Outcome outcome, String way) {}

    /** Adds each piece of work to the way that led there. */
    private Observer on(String node) {
        return (work, actor, context) -> {
            String way = context + "/" + work + " " + actor.key();
            return new Observer.Observation() {
                @Override
                public String context() {
                    return way;
                }

                @Override
                public void end(Observer.Outcome outcome) {
                    done.add(new Done(work, actor.key(), outcome, node + ":" + way));
                }
            };
        };
    }

    private Nodes started() {
        var nodes = Nodes.ofSize(3, PURSES).observedBy(this::on);
        for (int i = 0; i < 3; i++) {
            nodes.start(i);
        }
        nodes.awaitSafe();
        return nodes;
    }

    private long count(Observer.Work work, Observer.Outcome outcome, String way) {
        return done.stream()
                .filter(one -> one.work() == work
                        && one.outcome() == outcome
                        && one.way().endsWith(":" + way))
                .map(Done::way)
                .distinct()
                .count();
    }

    private void awaitOn(int nodes, Observer.Work work, Observer.Outcome outcome, String way) {
        await().atMost(Nodes.LIMIT)
                .untilAsserted(() ->
                        assertThat(count(work, outcome, way)).as("in " + done).isEqualTo(nodes));
    }

    @Test
    void an_ask_is_followed_to_the_owner_the_copies_and_whomever_the_actor_sends_to() {
        try (var nodes = started();
                var client = nodes.client()) {
            await().atMost(Nodes.LIMIT).until(client::reachable);
            client.actor(PURSES, "a").ask(new Purse.Pay("p", "b", 5));

            awaitOn(1, Observer.Work.ASK, Observer.Outcome.ANSWERED, "/ASK a");
            awaitOn(1, Observer.Work.MESSAGE, Observer.Outcome.CHANGED, "/ASK a/MESSAGE a");
            awaitOn(2, Observer.Work.COPY, Observer.Outcome.CHANGED, "/ASK a/MESSAGE a/COPY a");
            awaitOn(1, Observer.Work.SEND, Observer.Outcome.CHANGED, "/ASK a/MESSAGE a/SEND b");
            awaitOn(2, Observer.Work.COPY, Observer.Outcome.CHANGED, "/ASK a/MESSAGE a/SEND b/COPY b");
        }
    }

    @Test
    void a_question_changes_nothing_and_needs_no_copy() {
        try (var nodes = started()) {
            nodes.host(0).actor(PURSES, "a").ask(new Purse.HowMuch());

            awaitOn(1, Observer.Work.MESSAGE, Observer.Outcome.UNCHANGED, "/ASK a/MESSAGE a");
            assertThat(done).noneMatch(one -> one.work() == Observer.Work.COPY);
        }
    }

    @Test
    void a_failure_is_told_to_the_asker_and_by_the_owner() {
        var lonely = ActorType.sharded("lonely", new Purse(), Replication.of(1));
        try (var nodes = Nodes.ofSize(1, lonely).observedBy(this::on)) {
            var purse = nodes.start(0).actor(lonely, "a");
            nodes.awaitSafe();

            assertThatThrownBy(() -> purse.ask(new Purse.Pay("p", "b", 1))).isInstanceOf(ActorFailed.class);
            awaitOn(1, Observer.Work.MESSAGE, Observer.Outcome.FAILED, "/ASK a/MESSAGE a");
            awaitOn(1, Observer.Work.ASK, Observer.Outcome.FAILED, "/ASK a");
        }
    }
}
