package io.stockcluster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The operator's jar as a process, which can be killed and started anew. Its log goes on in the same file. */
public final class Operator implements AutoCloseable {

    private static final Duration POLITE = Duration.ofSeconds(10);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final ProcessBuilder command;
    private final Path log;
    private final int healthPort = Loopback.freePort();
    private Process process;

    /** Whether somebody has ended it on purpose. */
    private boolean ended;

    private Operator(ProcessBuilder command, Path log) {
        this.command = command;
        this.log = log;
        run();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "end-of-operator"));
    }

    /**
     * Starts it.
     *
     * @param options of the JVM
     * @param nodeImage for StockClusters that name none
     */
    public static Operator start(URI cluster, Path java, List<String> options, Path jar, Path log, String nodeImage) {
        List<String> line = new ArrayList<>(List.of(java.toString()));
        line.addAll(options);
        line.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder command = new ProcessBuilder(line);
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("KUBERNETES_MASTER", cluster.toString());
        environment.put("KUBERNETES_AUTH_TRYKUBECONFIG", "false");
        environment.put("KUBERNETES_AUTH_TRYSERVICEACCOUNT", "false");
        environment.put("STOCK_NODE_IMAGE", nodeImage);
        environment.put("LOG_FORMAT", "text");
        command.environment().clear();
        command.environment().putAll(environment);
        return new Operator(command, log);
    }

    private synchronized void run() {
        ended = false;
        process = started();
        Process mine = process;
        Thread.startVirtualThread(() -> watch(mine));
    }

    private Process started() {
        try {
            command.environment().put("HEALTH_PORT", Integer.toString(healthPort));
            return command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that ends by itself, as it does when a watch breaks, is started anew, as a Deployment would. */
    private void watch(Process mine) {
        try {
            mine.waitFor();
            Thread.sleep(BACK_OFF);
            runInsteadOf(mine);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void runInsteadOf(Process gone) {
        if (!ended && process.equals(gone)) {
            run();
        }
    }

    /** Whether its watches are up. */
    public boolean ready() {
        return Loopback.ready(healthPort);
    }

    public synchronized boolean alive() {
        return process.isAlive();
    }

    /** Ends it in the midst of whatever it does. */
    public synchronized void kill() {
        ended = true;
        process.destroyForcibly();
        await(process);
    }

    /** As a Deployment does when its pod is gone. */
    public synchronized void startAgain() {
        if (!process.isAlive()) {
            run();
        }
    }

    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        ended = true;
        process.destroy();
        if (!await(process)) {
            process.destroyForcibly();
        }
    }

    private static boolean await(Process process) {
        try {
            return process.waitFor(POLITE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
