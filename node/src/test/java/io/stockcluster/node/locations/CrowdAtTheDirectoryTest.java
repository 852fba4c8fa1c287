package io.stockcluster.node.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorRef;
import io.stockcluster.actors.QuorumUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many requests about one location, and a directory that answers when it is told to. */
class CrowdAtTheDirectoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Location DEPOT =
            new Location("Depot", Optional.empty(), Optional.empty(), List.of(Location.TRACKED));

    private final AtomicLong now = new AtomicLong();
    private final Door door = new Door();
    private final DirectoryLocations locations = new DirectoryLocations(door, new Hands());

    private CompletableFuture<Optional<Location>> found() {
        var found = new CompletableFuture<Optional<Location>>();
        Thread.startVirtualThread(() -> {
            try {
                found.complete(locations.find("Depot"));
            } catch (RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        return found;
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void asked(int times) {
        await().atMost(SOON).untilAsserted(() -> assertThat(door.questions).hasSize(times));
    }

    @Test
    void one_of_many_asks_and_all_have_the_answer() {
        var first = found();
        asked(1);
        List<CompletableFuture<Optional<Location>>> others =
                Stream.generate(this::found).limit(50).toList();

        door.answer(0, new LocationReply.Found(DEPOT));

        assertThat(first).succeedsWithin(SOON).isEqualTo(Optional.of(DEPOT));
        assertThat(others)
                .allSatisfy(other -> assertThat(other).succeedsWithin(SOON).isEqualTo(Optional.of(DEPOT)));
        assertThat(door.questions).hasSize(1);
    }

    @Test
    void what_is_half_way_to_its_end_is_asked_for_anew_while_it_is_used() {
        var first = found();
        asked(1);
        door.answer(0, new LocationReply.Found(DEPOT));
        first.join();

        passes(DirectoryLocations.KEPT.dividedBy(2));
        assertThat(locations.find("Depot")).contains(DEPOT);
        assertThat(locations.find("Depot")).contains(DEPOT);
        asked(2);
        door.answer(1, new LocationReply.Found(DEPOT));
        passes(DirectoryLocations.KEPT.dividedBy(2));

        assertThat(found()).succeedsWithin(SOON).isEqualTo(Optional.of(DEPOT));
    }

    @Test
    void that_it_was_unknown_to_another_is_no_answer_since_it_may_have_been_made_since() {
        var first = found();
        asked(1);
        var second = found();
        await().until(() -> !second.isDone());

        door.answer(0, new LocationReply.Unknown());

        assertThat(first).succeedsWithin(SOON).isEqualTo(Optional.empty());
        asked(2);
        door.answer(1, new LocationReply.Found(DEPOT));
        assertThat(second).succeedsWithin(SOON).isEqualTo(Optional.of(DEPOT));
    }

    @Test
    void what_another_was_told_too_late_is_no_answer_either() {
        var first = found();
        asked(1);
        var second = found();
        passes(DirectoryLocations.KEPT);

        door.answer(0, new LocationReply.Found(DEPOT));

        assertThat(first).succeedsWithin(SOON);
        asked(2);
        door.answer(1, new LocationReply.Found(DEPOT));
        assertThat(second).succeedsWithin(SOON).isEqualTo(Optional.of(DEPOT));
    }

    @Test
    void a_failure_is_that_of_who_asked_and_the_others_ask_themselves() {
        var first = found();
        asked(1);
        var second = found();

        door.fail(0);

        assertThat(first).failsWithin(SOON);
        asked(2);
        door.answer(1, new LocationReply.Found(DEPOT));
        assertThat(second).succeedsWithin(SOON).isEqualTo(Optional.of(DEPOT));
    }

    private final class Hands implements Time {
        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public void sleep(Duration pause) {
            passes(pause);
        }

        @Override
        public double chance() {
            return 0.5;
        }
    }

    /** Holds each question until it is answered here. */
    private static final class Door implements ActorRef<LocationCommand, LocationReply> {
        private final List<CompletableFuture<LocationReply>> questions = new CopyOnWriteArrayList<>();

        void answer(int question, LocationReply reply) {
            questions.get(question).complete(reply);
        }

        void fail(int question) {
            questions.get(question).completeExceptionally(new QuorumUnavailable("nobody is sure"));
        }

        @Override
        public LocationReply ask(LocationCommand message) {
            return askAsync(message).join();
        }

        @Override
        public CompletableFuture<LocationReply> askAsync(LocationCommand message) {
            var question = new CompletableFuture<LocationReply>();
            questions.add(question);
            return question;
        }

        @Override
        public ActorId id() {
            return new ActorId("locations", "only");
        }

        @Override
        public ActorRef<LocationCommand, LocationReply> within(Duration limit) {
            return this;
        }

        @Override
        public ActorRef<LocationCommand, LocationReply> identifiedBy(String messageId) {
            return this;
        }

        @Override
        public LocationReply askSettled(LocationCommand message) {
            return ask(message);
        }

        @Override
        public CompletableFuture<LocationReply> askSettledAsync(LocationCommand message) {
            return askAsync(message);
        }

        @Override
        public void tell(LocationCommand message) {
            ask(message);
        }
    }
}
