package io.stockcluster.node.locations;

/** The Location API gave no answer that can be used, or was not asked since it gave none lately. */
public final class LocationsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocationsUnavailable(String message) {
        super(message);
    }

    LocationsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
