package io.stockcluster.node.config;

import io.stockcluster.actors.Replication;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;

/**
 * Everything that decides how a node behaves. It has been checked: whoever holds one need not check again.
 *
 * @param nodeName shown in logs, metrics and the cluster view
 * @param stopTimeout how long it may take to finish requests and to hand over, when it is told to stop
 * @param bindAddress where the API and the management port are open; empty: on every address of the machine
 * @param managementToken what a change through the management port must carry; without one, only loopback may
 * @param replication how the state of each actor is kept
 * @param writeTimeout how long an ask may wait for its copies
 * @param actorIdleTimeout how long an actor stays in memory unused, where a store holds its state
 */
public record Settings(
        Role role,
        String nodeName,
        Duration stopTimeout,
        Optional<InetAddress> bindAddress,
        int httpPort,
        int managementPort,
        Optional<Secret> managementToken,
        Cluster cluster,
        Replication replication,
        Duration writeTimeout,
        Duration actorIdleTimeout,
        LocationApi locationApi,
        Stock stock,
        Auth auth,
        Log log) {

    /**
     * Which cluster the node belongs to.
     *
     * @param name nodes of another name are refused
     * @param seeds {@code host} or {@code host:port} of some actor nodes, or one DNS name of all; empty: a cluster of one
     * @param expectedSize the actor nodes of the whole cluster; 0: the largest number seen so far
     */
    public record Cluster(String name, int port, List<String> seeds, int expectedSize) {

        /** More than anybody runs: a larger number is a slip of the hand, which would keep the cluster from answering. */
        public static final int MOST_NODES = 1000;

        public Cluster {
            seeds = List.copyOf(seeds);
        }
    }

    /**
     * The service that knows the locations.
     *
     * @param url empty: the built-in directory answers
     * @param timeout of one attempt
     */
    public record LocationApi(Optional<URI> url, Duration timeout, Retry retry, FailFast failFast) {}

    /** How a call is tried again. */
    public record Retry(int maxAttempts, Duration initialDelay, Duration maxDelay, double multiplier) {}

    /** After {@code threshold} failures in a row nothing is tried for {@code quietPeriod}. */
    public record FailFast(int threshold, Duration quietPeriod) {}

    /**
     * What each pot keeps.
     *
     * @param history events kept apart
     * @param requestIds request ids remembered
     */
    public record Stock(int history, int requestIds) {}

    /**
     * Whose tokens are good.
     *
     * @param keys empty: no token is asked for, or none is ever checked here since the node serves no API
     * @param issuer empty: any
     */
    public record Auth(Mode mode, Optional<KeySource> keys, Optional<String> issuer, String audience) {
        /** Whether tokens are asked for. */
        public enum Mode {
            JWT,
            NONE
        }
    }

    /** What is logged, and how it looks. */
    public record Log(Format format, Level level) {
        /** How a line looks. */
        public enum Format {
            TEXT,
            JSON
        }
    }
}
