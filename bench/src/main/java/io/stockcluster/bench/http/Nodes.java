package io.stockcluster.bench.http;

import io.stockcluster.bench.servers.Ports;
import io.stockcluster.node.Main;
import io.stockcluster.node.cli.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One HTTP node in front of three actor nodes, and the bare route: five processes on this machine. They end when this is
 * closed, or when this process ends, however it does.
 */
final class Nodes implements AutoCloseable {

    private static final int ACTORS = 3;

    /** What the operator gives pods unless it is told otherwise: 70 % of 768 and of 384 MiB. */
    private static final String ACTOR_HEAP = "537m";

    private static final String HTTP_HEAP = "268m";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports;
    private final Thread lastResort = new Thread(this::killAll, "kill-nodes");

    private Nodes(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        // Of each actor node: cluster and management; of the HTTP node: API, management and a cluster port; the bare
        // one.
        this.ports = Ports.free(2 * ACTORS + 4);
    }

    /** Starts them all, and waits for none. */
    static Nodes start(Path folder) throws IOException {
        var nodes = new Nodes(folder);
        Runtime.getRuntime().addShutdownHook(nodes.lastResort);
        // Those of the last run.
        Files.deleteIfExists(folder.resolve("private.pem"));
        Files.deleteIfExists(folder.resolve("public.pem"));
        run(List.of("keys", "--folder", folder.toString()));
        Map<String, String> shared = new HashMap<>();
        shared.put("CLUSTER_NAME", "bench-" + nodes.ports.getFirst());
        shared.put(
                "CLUSTER_SEEDS",
                nodes.ports.subList(0, ACTORS).stream()
                        .map(port -> "127.0.0.1:" + port)
                        .collect(Collectors.joining(",")));
        shared.put("CLUSTER_EXPECTED_SIZE", "" + ACTORS);
        shared.put("REPLICATION_FACTOR", "3");
        shared.put("REPLICATION_CONSISTENCY", "quorum");
        shared.put("AUTH_PUBLIC_KEY", folder.resolve("public.pem").toString());
        for (int i = 0; i < ACTORS; i++) {
            nodes.node("actor-" + i, "actor", nodes.ports.get(i), nodes.managementPort(i), nodes.apiPort(), shared);
        }
        nodes.node(
                "http-0", "http", nodes.ports.get(2 * ACTORS), nodes.managementPort(ACTORS), nodes.apiPort(), shared);
        nodes.process("bare", Map.of(), HTTP_HEAP, List.of(BareRoute.class.getName(), "" + nodes.barePort()));
        return nodes;
    }

    int apiPort() {
        return ports.get(2 * ACTORS + 2);
    }

    int barePort() {
        return ports.get(2 * ACTORS + 3);
    }

    List<Integer> actorManagementPorts() {
        return ports.subList(ACTORS, 2 * ACTORS);
    }

    private int managementPort(int node) {
        return node < ACTORS ? ports.get(ACTORS + node) : ports.get(2 * ACTORS + 1);
    }

    /** A token of somebody who may do everything. */
    String token() {
        return run(List.of(
                        "token",
                        "--key",
                        folder.resolve("private.pem").toString(),
                        "--job",
                        "System Administrator",
                        "--valid",
                        "2h"))
                .strip();
    }

    private void node(String name, String role, int port, int management, int api, Map<String, String> shared) {
        Map<String, String> settings = new HashMap<>(shared);
        settings.put("NODE_NAME", name);
        settings.put("NODE_ROLE", role);
        settings.put("CLUSTER_PORT", "" + port);
        settings.put("MANAGEMENT_PORT", "" + management);
        settings.put("HTTP_PORT", "" + api);
        process(name, settings, role.equals("actor") ? ACTOR_HEAP : HTTP_HEAP, List.of(Main.class.getName()));
    }

    private void process(String name, Map<String, String> environment, String heap, List<String> program) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap, "-XX:+UseSerialGC"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(program);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        try {
            processes.add(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Process " + name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static String run(List<String> command) {
        var out = new ByteArrayOutputStream();
        int code = Commands.run(command, new PrintStream(out, true, StandardCharsets.UTF_8), System.err)
                .orElseThrow();
        if (code != 0) {
            throw new IllegalStateException("'" + String.join(" ", command) + "' ended with " + code);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
