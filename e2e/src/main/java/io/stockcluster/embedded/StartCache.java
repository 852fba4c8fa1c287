package io.stockcluster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a JVM has learned from one start of a node, kept in a file: nodes that are started with it are there with half the
 * work. Many are, where each scenario brings its own.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
public final class StartCache {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LEARN = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private StartCache() {}

    /**
     * The JVM's option that uses the file, which is made if it is not there or older than the jar; nothing where it cannot
     * be made. A JVM that it does not fit goes without it.
     *
     * @param options of the JVM, as nodes will have them
     */
    public static Optional<String> option(Path java, List<String> options, Path jar, Path file) {
        try {
            if (!Files.exists(file) || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                make(java, options, jar, file);
            }
            return Files.exists(file) ? Optional.of("-XX:AOTCache=" + file) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The start of nodes cannot be recorded in " + file, e);
        }
    }

    private static void make(Path java, List<String> options, Path jar, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:AOTCacheOutput=" + unfinished));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        int management = Loopback.freePort();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling(file.getFileName() + ".log").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "LANG", "C.UTF-8",
                        "NODE_ROLE", "both",
                        "AUTH_MODE", "none",
                        "BIND_ADDRESS", "127.0.0.1",
                        "CLUSTER_NAME", "start-cache-" + management,
                        "CLUSTER_PORT", Integer.toString(Loopback.freePort()),
                        "HTTP_PORT", Integer.toString(Loopback.freePort()),
                        "MANAGEMENT_PORT", Integer.toString(management),
                        // It holds nothing that anybody would miss.
                        "NODE_STOP_TIMEOUT", "1s"));
        Process node = builder.start();
        try {
            long giveUpAt = System.nanoTime() + START.toNanos();
            while (node.isAlive() && !Loopback.ready(management) && System.nanoTime() < giveUpAt) {
                Thread.sleep(LOOK_AGAIN);
            }
            node.destroy();
            if (node.waitFor(LEARN.toSeconds(), TimeUnit.SECONDS) && Files.exists(unfinished)) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            node.destroyForcibly();
        }
    }
}
