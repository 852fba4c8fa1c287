package io.stockcluster.node.config;

/** What a node is for. */
public enum Role {
    /** Serves the API, hosts no actors. */
    HTTP(true, false),
    /** Hosts actors, serves no API. */
    ACTOR(false, true),
    /** A complete system in one process. */
    BOTH(true, true);

    private final boolean servesApi;
    private final boolean hostsActors;

    Role(boolean servesApi, boolean hostsActors) {
        this.servesApi = servesApi;
        this.hostsActors = hostsActors;
    }

    public boolean servesApi() {
        return servesApi;
    }

    public boolean hostsActors() {
        return hostsActors;
    }

    /** As it is written in settings and answers. */
    public String text() {
        return switch (this) {
            case HTTP -> "http";
            case ACTOR -> "actor";
            case BOTH -> "both";
        };
    }

    @Override
    public String toString() {
        return text();
    }
}
