package io.stockcluster.node.locations;

import io.stockcluster.actors.ActorRef;
import java.util.List;
import java.util.Optional;

/**
 * What is known of locations. Questions block; they are made for virtual threads.
 *
 * <p>Behind it is a Location API, which throws {@link LocationsUnavailable}, or the built-in directory, which throws
 * what actors throw.
 */
public interface Locations extends AutoCloseable {

    /** The location itself; empty where it is unknown. */
    Optional<Location> find(String id);

    /** From the root down to the location itself; empty where it is unknown. */
    List<Location> path(String id);

    /** The location with all that is part of it; empty where it is unknown. */
    Optional<LocationTree> tree(String id);

    /** The nearest location above this one that is tracked. */
    default Optional<Location> nearestTrackedAncestor(String id) {
        return path(id).stream()
                .filter(location -> location.tracked() && !location.id().equals(id))
                .reduce((farther, nearer) -> nearer);
    }

    /** Whether questions can be answered now, as far as that is known without asking one. */
    boolean healthy();

    /** Whether a Location API is asked; empty where there is none. */
    default Optional<Circuit> circuit() {
        return Optional.empty();
    }

    @Override
    void close();

    /**
     * Asks a Location API.
     *
     * @param observer who is told of each attempt
     */
    static Locations ofApi(LocationApiSettings settings, CallObserver observer) {
        return new LocationApiClient(settings, observer, Time.SYSTEM);
    }

    /** Asks the built-in directory. */
    static Locations ofDirectory(ActorRef<LocationCommand, LocationReply> directory) {
        return new DirectoryLocations(directory, Time.SYSTEM);
    }
}
