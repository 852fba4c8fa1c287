package io.stockcluster.node.locations;

import io.stockcluster.actors.ActorRef;
import java.util.UUID;

/**
 * Changes the built-in directory. A change of what other nodes may still know otherwise returns when none of them does
 * any more; a location that is new returns at once, since nobody keeps that one is unknown.
 */
public final class DirectoryChanges {

    private final ActorRef<LocationCommand, LocationReply> directory;
    private final Time time;

    DirectoryChanges(ActorRef<LocationCommand, LocationReply> directory, Time time) {
        this.directory = directory;
        this.time = time;
    }

    /** Through the actor. */
    public static DirectoryChanges of(ActorRef<LocationCommand, LocationReply> directory) {
        return new DirectoryChanges(directory, Time.SYSTEM);
    }

    /** Creates or replaces the location. */
    public LocationReply put(Location location) {
        LocationReply reply = directory.ask(new LocationCommand.Put(changeId(), location));
        if (reply instanceof LocationReply.Stored stored && !stored.isNew()) {
            letKnowledgeLapse();
        }
        return reply;
    }

    /** Removes the location. */
    public LocationReply delete(String id) {
        LocationReply reply = directory.ask(new LocationCommand.Delete(changeId(), id));
        if (reply instanceof LocationReply.Deleted) {
            letKnowledgeLapse();
        }
        return reply;
    }

    private void letKnowledgeLapse() {
        try {
            time.sleep(DirectoryLocations.KEPT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Anew for each: two that look the same are two. */
    private static String changeId() {
        return UUID.randomUUID().toString();
    }
}
