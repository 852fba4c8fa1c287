package io.stockcluster.node.access;

/** The identity provider's keys cannot be fetched, and none are remembered: no token can be checked. */
public final class KeysUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysUnavailable(String message) {
        super(message);
    }
}
