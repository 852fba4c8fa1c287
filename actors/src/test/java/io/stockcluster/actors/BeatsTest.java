package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages that actors get again and again. */
class BeatsTest {

    private static final Duration OFTEN = Duration.ofMillis(50);

    private static final ActorType<Clerk.Book, Clerk.Message, Clerk.Wrote, Clerk.Page> ONE =
            ActorType.singleton("clerk", new Clerk(), Replication.of(3));
    private static final ActorType<Clerk.Book, Clerk.Message, Clerk.Wrote, Clerk.Page> KNOWN =
            ActorType.named("clerk", new Clerk(), Replication.of(3));

    /** What a clerk has written, once that is so. */
    private static Clerk.Page page(ActorRef<Clerk.Message, Clerk.Page> clerk, Predicate<Clerk.Page> wanted) {
        return await().atMost(Nodes.LIMIT)
                .ignoreExceptionsInstanceOf(ActorException.class)
                .until(() -> clerk.ask(new Clerk.Read()), wanted);
    }

    @Test
    void a_singletons_beats_come_once_each() {
        var ticking = ONE.every(OFTEN, new Clerk.Write("tick"));
        try (var nodes = Nodes.started(3, ticking)) {
            var clerk = nodes.host(0).actor(ticking);
            // Until then two hosts may have thought at once that they own it, and have sent the same beat.
            nodes.awaitAgreed();
            var before = page(clerk, page -> true);
            var after =
                    page(clerk, page -> page.words().length() > before.words().length() + 100);

            assertThat(after.ids().substring(before.ids().length()).split(";"))
                    .as("sent by one host, the owner")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void beats_go_on_when_their_owner_dies() {
        String[] keys = IntStream.range(0, 20).mapToObj(i -> "clerk " + i).toArray(String[]::new);
        var ticking = KNOWN.every(OFTEN, new Clerk.WriteOnce("tick"), keys);
        try (var nodes = Nodes.started(3, ticking)) {
            nodes.host(2).close();
            nodes.awaitSettled(2);

            for (String key : keys) {
                var clerk = nodes.host(0).actor(ticking, key);
                // It may not be answered at once: a write that found no copy may be the last thing its owner did.
                int before = await(key)
                        .atMost(Nodes.LIMIT)
                        .ignoreExceptionsInstanceOf(ActorException.class)
                        .until(() -> clerk.ask(new Clerk.Read()).words().length(), length -> length >= 0);
                await(key)
                        .atMost(Nodes.LIMIT)
                        .ignoreExceptionsInstanceOf(ActorException.class)
                        .until(() -> clerk.ask(new Clerk.Read()).words().length() > before + 20);
            }
        }
    }

    @Test
    void each_named_actor_gets_its_own() {
        var ticking = KNOWN.every(OFTEN, new Clerk.WriteOnce("tick"), "a", "b");
        try (var nodes = Nodes.started(2, ticking)) {
            for (String key : new String[] {"a", "b"}) {
                // The first beat may come while its copy is being made, and that copy is then renewed first.
                await().atMost(Nodes.LIMIT)
                        .ignoreExceptionsInstanceOf(ActorException.class)
                        .until(() -> nodes.host(0)
                                .actor(ticking, key)
                                .ask(new Clerk.Read())
                                .words()
                                .startsWith("tick;tick;tick;"));
            }
            assertThat(nodes.host(0).actor(ticking, "c").ask(new Clerk.Read()).words())
                    .isEmpty();
        }
    }

    @Test
    void an_actor_that_is_slower_than_its_beats_misses_some_and_piles_up_none() {
        var pondering = ActorType.singleton("clerk", new Clerk(), Replication.of(1))
                .every(Duration.ofMillis(20), new Clerk.Ponder(200));
        try (var nodes = Nodes.started(1, pondering)) {
            var clerk = nodes.host(0).actor(pondering);

            assertThat(IntStream.range(0, 5).mapToObj(i -> clerk.ask(new Clerk.Write("word"))))
                    .hasSize(5);
        }
    }

    @Test
    void beats_that_cannot_be_are_refused() {
        var message = new Clerk.Read();
        assertThatThrownBy(() -> ActorType.sharded("clerk", new Clerk(), Replication.of(1))
                        .every(OFTEN, message))
                .hasMessageContaining("only named actors and singletons");
        assertThatThrownBy(() -> KNOWN.every(OFTEN, message)).hasMessageContaining("has no key");
        assertThatThrownBy(() -> ONE.every(OFTEN, message, "a")).hasMessageContaining("is a singleton");
        assertThatThrownBy(() -> ONE.every(Duration.ZERO, message)).hasMessageContaining("too often");
    }
}
