package io.stockcluster.operator;

import io.stockcluster.operator.logging.Logging;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;

/**
 * What the operator is told by its environment.
 *
 * @param namespaces those it looks after; empty: all
 * @param nodeImage the image of clusters that name none
 * @param ownNamespace where its pod is; empty: it runs outside of Kubernetes
 * @param lease the Lease by which operators take turns; empty: there is one operator only
 * @param identity by which it holds the Lease
 * @param healthPort where its own health is asked for
 */
record OperatorSettings(
        Set<String> namespaces,
        Optional<String> nodeImage,
        Optional<String> ownNamespace,
        Optional<String> lease,
        String identity,
        int healthPort,
        Logging.Format logFormat,
        Level logLevel) {

    private static final Map<String, Level> LEVELS = Map.of(
            "error", Level.SEVERE,
            "warn", Level.WARNING,
            "info", Level.INFO,
            "debug", Level.FINE,
            "trace", Level.FINER);

    /**
     * @param onTerminal whether a person watches: they read text
     * @throws IllegalArgumentException with one line for each setting that cannot be used
     */
    static OperatorSettings read(Map<String, String> environment, boolean onTerminal) {
        List<String> bad = new ArrayList<>();
        String port = given(environment, "HEALTH_PORT").orElse("8081");
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            bad.add("HEALTH_PORT is '" + port + "': a port from 0 (any) to 65535 would be right");
        }
        String format = given(environment, "LOG_FORMAT").orElse(onTerminal ? "text" : "json");
        if (!Set.of("text", "json").contains(format)) {
            bad.add("LOG_FORMAT is '" + format + "': text or json would be right");
        }
        String level = given(environment, "LOG_LEVEL").orElse("info");
        if (!LEVELS.containsKey(level)) {
            bad.add("LOG_LEVEL is '" + level + "': error, warn, info, debug or trace would be right");
        }
        Optional<String> ownNamespace = given(environment, "OPERATOR_NAMESPACE");
        Optional<String> lease = given(environment, "LEASE_NAME");
        if (lease.isPresent() && ownNamespace.isEmpty()) {
            bad.add("LEASE_NAME is '" + lease.get() + "' but OPERATOR_NAMESPACE is not set: the namespace of the Lease"
                    + " would be right");
        }
        if (!bad.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), bad));
        }
        return new OperatorSettings(
                names(environment.getOrDefault("WATCH_NAMESPACES", "")),
                given(environment, "STOCK_NODE_IMAGE"),
                ownNamespace,
                lease,
                given(environment, "POD_NAME")
                        .orElseGet(() -> "process-" + ProcessHandle.current().pid()),
                Integer.parseInt(port),
                Logging.Format.valueOf(format.toUpperCase(Locale.ROOT)),
                LEVELS.get(level));
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Set<String> names(String list) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }
}
