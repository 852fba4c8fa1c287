package io.stockcluster.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node as a process of its own, from the jar. */
final class NodeProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final Path log;
    private final int httpPort;
    private final int managementPort;

    private NodeProcess(String name, Process process, Path log, int httpPort, int managementPort) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.httpPort = httpPort;
        this.managementPort = managementPort;
    }

    static NodeProcess start(String name, Path folder, Map<String, String> settings) {
        int httpPort = Api.freePort();
        int managementPort = Api.freePort();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("NODE_NAME", name);
        environment.put("HTTP_PORT", "" + httpPort);
        environment.put("MANAGEMENT_PORT", "" + managementPort);
        environment.put("LOG_FORMAT", "text");
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "stock-node.jar").toAbsolutePath().toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // What the shell knows of other programs' nodes is none of this one's business.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("NODE_"));
        builder.environment().putAll(environment);
        try {
            return new NodeProcess(name, builder.start(), log, httpPort, managementPort);
        } catch (IOException e) {
            throw new IllegalStateException("Node " + name + " cannot be started", e);
        }
    }

    int httpPort() {
        return httpPort;
    }

    int managementPort() {
        return managementPort;
    }

    /** SIGKILL: nothing is handed over, nobody is told. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP: it keeps its connections, and does nothing. */
    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM; says whether it was gone in time. */
    boolean stop(long seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    boolean alive() {
        return process.isAlive();
    }

    String log() {
        try {
            // Its end may be half a character: the node goes on writing.
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Returns when it is gone: its ports are free, and it writes nothing any more. */
    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
