package io.stockcluster.node.locations;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.node.FakeActor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two nodes and one directory. */
class DirectoryLocationsTest {

    private static final ActorId ID = new ActorId("locations", "only");

    private final FakeTime time = new FakeTime();
    private final Actor directory = new Actor();
    private final FakeActor<LocationCommand, LocationReply> asked = new FakeActor<>(ID, directory::answer);
    private final DirectoryLocations one = new DirectoryLocations(asked, time);
    private final DirectoryLocations other = new DirectoryLocations(asked, time);
    private final DirectoryChanges changes = new DirectoryChanges(asked, time);

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

        assertThat(time.nanos()).isZero();
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
        asked.tell(new LocationCommand.Delete("d", "Depot"));

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

    /** The directory itself, without a cluster. */
    private final class Actor {
        private final LocationDirectory behavior = new LocationDirectory();
        private Directory state = Directory.EMPTY;
        private Duration slowness = Duration.ZERO;
        private int reads;

        private CompletableFuture<LocationReply> answer(LocationCommand message) {
            var decision = behavior.decide(state, message, new MessageContext(ID, Instant.EPOCH));
            decision.events().forEach(event -> state = behavior.evolve(state, event));
            reads += message instanceof LocationCommand.Get ? 1 : 0;
            time.passes(slowness);
            return CompletableFuture.completedFuture(decision.reply());
        }
    }
}
