package io.stockcluster.node.locations;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorRef;
import io.stockcluster.actors.MessageContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two nodes and one directory. */
class DirectoryLocationsTest {

    private final Clock time = new Clock();
    private final Actor directory = new Actor();
    private final DirectoryLocations one = new DirectoryLocations(directory, time);
    private final DirectoryLocations other = new DirectoryLocations(directory, time);
    private final DirectoryChanges changes = new DirectoryChanges(directory, time);

    @Test
    void aLocationIsAskedForOnceInAMoment() {
        changes.put(tracked("Depot"));

        assertThat(one.find("Depot")).contains(tracked("Depot"));
        assertThat(one.find("Depot")).contains(tracked("Depot"));
        assertThat(directory.reads).isEqualTo(1);

        time.passes(DirectoryLocations.KEPT);
        one.find("Depot");
        assertThat(directory.reads).isEqualTo(2);
    }

    @Test
    void anUnknownOneIsAskedForEachTimeSoThatANewOneIsSeenAtOnce() {
        assertThat(one.find("Depot")).isEmpty();

        changes.put(tracked("Depot"));

        assertThat(time.nanos).isZero();
        assertThat(one.find("Depot")).contains(tracked("Depot"));
    }

    @Test
    void aChangeIsAnsweredWhenNoNodeKnowsBetterAnyMore() {
        changes.put(tracked("Depot"));
        one.find("Depot");
        other.find("Depot");

        changes.put(untracked("Depot"));

        assertThat(one.find("Depot")).contains(untracked("Depot"));
        assertThat(other.find("Depot")).contains(untracked("Depot"));
    }

    @Test
    void aRemovalIsAnsweredWhenNoNodeKnowsTheLocationAnyMore() {
        changes.put(tracked("Depot"));
        other.find("Depot");

        changes.delete("Depot");

        assertThat(other.find("Depot")).isEmpty();
    }

    @Test
    void whatWasJustRemovedIsNotNewForThoseWhoMayStillKnowIt() {
        changes.put(tracked("Depot"));
        other.find("Depot");
        // A removal by somebody who is still waiting for the answer.
        directory.ask(new LocationCommand.Delete("d", "Depot"));

        changes.put(untracked("Depot"));

        assertThat(other.find("Depot")).contains(untracked("Depot"));
    }

    @Test
    void anAnswerCountsFromWhenItWasAskedFor() {
        changes.put(tracked("Depot"));
        directory.slowness = DirectoryLocations.KEPT;

        one.find("Depot");
        one.find("Depot");

        assertThat(directory.reads).isEqualTo(2);
    }

    private static Location tracked(String id) {
        return new Location(id, Optional.empty(), Optional.empty(), List.of(Location.TRACKED));
    }

    private static Location untracked(String id) {
        return new Location(id, Optional.empty(), Optional.empty(), List.of());
    }

    /** Sleeping is time that passes. */
    private static final class Clock implements Time {
        private long nanos;

        void passes(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long nanos() {
            return nanos;
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

    /** The directory itself, without a cluster. */
    private final class Actor implements ActorRef<LocationCommand, LocationReply> {
        private final LocationDirectory behavior = new LocationDirectory();
        private Directory state = Directory.EMPTY;
        private Duration slowness = Duration.ZERO;
        private int reads;

        @Override
        public ActorRef<LocationCommand, LocationReply> within(Duration limit) {
            return this;
        }

        @Override
        public ActorRef<LocationCommand, LocationReply> identifiedBy(String messageId) {
            return this;
        }

        @Override
        public void tell(LocationCommand message) {
            ask(message);
        }

        @Override
        public ActorId id() {
            return new ActorId("locations", "only");
        }

        @Override
        public LocationReply ask(LocationCommand message) {
            var decision = behavior.decide(state, message, new MessageContext(id(), Instant.EPOCH));
            decision.events().forEach(event -> state = behavior.evolve(state, event));
            reads += message instanceof LocationCommand.Get ? 1 : 0;
            time.passes(slowness);
            return decision.reply();
        }

        @Override
        public LocationReply askSettled(LocationCommand message) {
            return ask(message);
        }

        @Override
        public CompletableFuture<LocationReply> askAsync(LocationCommand message) {
            return CompletableFuture.completedFuture(ask(message));
        }

        @Override
        public CompletableFuture<LocationReply> askSettledAsync(LocationCommand message) {
            return askAsync(message);
        }
    }
}
