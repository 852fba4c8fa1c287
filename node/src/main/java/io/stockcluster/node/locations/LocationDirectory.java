package io.stockcluster.node.locations;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Replication;
import java.util.function.Function;

/**
 * How the built-in directory behaves, which answers where no Location API is configured. A location may only be put
 * below one that is there and is no part of it, and only goes when nothing is part of it: so it is always a forest.
 */
public final class LocationDirectory implements Behavior<Directory, LocationCommand, LocationEvent, LocationReply> {

    /** The directory as an actor: one for the whole cluster. */
    public static ActorType<Directory, LocationCommand, LocationEvent, LocationReply> type(Replication replication) {
        return ActorType.singleton("locations", new LocationDirectory(), replication);
    }

    @Override
    public Directory initial(ActorId id) {
        return Directory.EMPTY;
    }

    @Override
    public Decision<LocationEvent, LocationReply> decide(
            Directory directory, LocationCommand command, MessageContext context) {
        return switch (command) {
            case LocationCommand.Put put -> put(directory, put);
            case LocationCommand.Delete delete -> delete(directory, delete);
            case LocationCommand.Get get -> Decision.reply(answer(directory, get.id(), LocationReply.Found::new));
            case LocationCommand.Children children ->
                Decision.reply(answer(
                        directory,
                        children.id(),
                        root -> new LocationReply.TreeFound(
                                directory.tree(root.id(), children.depth()).nested())));
            case LocationCommand.Path path ->
                Decision.reply(
                        answer(directory, path.id(), end -> new LocationReply.PathFound(directory.path(end.id()))));
        };
    }

    @Override
    public Directory evolve(Directory directory, LocationEvent event) {
        return switch (event) {
            case LocationEvent.Put put ->
                directory
                        .with(put.location())
                        .changed(put.changeId(), put.location().id());
            case LocationEvent.Deleted deleted ->
                directory.without(deleted.id()).changed(deleted.changeId(), deleted.id());
        };
    }

    /** A change is known again by its id, and the rest reads. */
    @Override
    public boolean repeatable(LocationCommand command) {
        return true;
    }

    private static LocationReply answer(Directory directory, String id, Function<Location, LocationReply> whereKnown) {
        return directory.find(id).map(whereKnown).orElseGet(LocationReply.Unknown::new);
    }

    private static Decision<LocationEvent, LocationReply> put(Directory directory, LocationCommand.Put put) {
        var location = put.location();
        if (directory.knowsChange(put.changeId())) {
            return Decision.again(new LocationReply.Stored(location, false));
        }
        boolean invalid = location.parent()
                .filter(parent -> !directory.mayBeParent(parent, location.id()))
                .isPresent();
        return invalid
                ? Decision.reply(new LocationReply.InvalidParent())
                : Decision.event(
                        new LocationEvent.Put(put.changeId(), location),
                        new LocationReply.Stored(location, directory.isNew(location.id())));
    }

    private static Decision<LocationEvent, LocationReply> delete(Directory directory, LocationCommand.Delete delete) {
        if (directory.knowsChange(delete.changeId())) {
            return Decision.again(new LocationReply.Deleted());
        }
        if (directory.find(delete.id()).isEmpty()) {
            return Decision.reply(new LocationReply.Unknown());
        }
        return directory.hasChildren(delete.id())
                ? Decision.reply(new LocationReply.HasChildren())
                : Decision.event(
                        new LocationEvent.Deleted(delete.changeId(), delete.id()), new LocationReply.Deleted());
    }
}
