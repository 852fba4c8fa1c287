package io.stockcluster.node.locations;

import io.stockcluster.actors.ActorRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The built-in directory behind the door. */
final class DirectoryLocations implements Locations {

    private final ActorRef<LocationCommand, LocationReply> directory;

    DirectoryLocations(ActorRef<LocationCommand, LocationReply> directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Location> find(String id) {
        return directory.ask(new LocationCommand.Get(id)) instanceof LocationReply.Found found
                ? Optional.of(found.location())
                : Optional.empty();
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
