package io.stockcluster.node.locations;

import io.stockcluster.actors.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The built-in directory behind the door. What it tells of a single location is kept for a moment, since every request
 * asks about one and there is only one directory.
 *
 * <p>Nobody can tell: {@link DirectoryChanges} answers a change of a location that may be kept somewhere only when that
 * moment is over. So what was answered counts on all nodes. That a location is unknown is never kept.
 */
final class DirectoryLocations implements Locations {

    /** From before it was asked for, by this node's own clock: not longer than {@link DirectoryChanges} waits. */
    static final Duration KEPT = Duration.ofMillis(100);

    private static final int MOST_KEPT = 10_000;

    private final ActorRef<LocationCommand, LocationReply> directory;
    private final Time time;
    private final AnswerCache<Location> kept;

    DirectoryLocations(ActorRef<LocationCommand, LocationReply> directory, Time time) {
        this.directory = directory;
        this.time = time;
        this.kept = new AnswerCache<>(MOST_KEPT, time);
    }

    @Override
    public Optional<Location> find(String id) {
        return kept.find(id).or(() -> ask(id));
    }

    private Optional<Location> ask(String id) {
        long askedAt = time.nanos();
        if (directory.ask(new LocationCommand.Get(id)) instanceof LocationReply.Found found) {
            kept.keep(id, found.location(), askedAt, KEPT);
            return Optional.of(found.location());
        }
        return Optional.empty();
    }

    @Override
    public List<Location> path(String id) {
        return directory.ask(new LocationCommand.Path(id)) instanceof LocationReply.PathFound found
                ? found.path()
                : List.of();
    }

    @Override
    public Optional<LocationTree> tree(String id) {
        return directory.ask(new LocationCommand.Children(id, OptionalInt.empty()))
                        instanceof LocationReply.TreeFound found
                ? Optional.of(found.tree())
                : Optional.empty();
    }

    /** It is as healthy as the actors are, and those are looked after elsewhere. */
    @Override
    public boolean healthy() {
        return true;
    }

    /** The actor is not ours. */
    @Override
    public void close() {}
}
