package io.stockcluster.bench.servers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link Server} in a process of its own. */
final class ServerProcess {

    /** The longest that a server takes to start or to answer, on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private ServerProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Starts one on this process's class path and with its flags for the JVM's modules, and does not wait for it. */
    static ServerProcess start(String heap, Path log, List<String> arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx" + heap, "-XX:+UseSerialGC"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Djava.util.logging"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Server.class.getName()));
        command.addAll(arguments);
        try {
            return new ServerProcess(new ProcessBuilder(command)
                    .redirectError(Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("A server process cannot be started: " + e.getMessage(), e);
        }
    }

    void awaitReady() {
        String line = line();
        if (!Server.READY.equals(line)) {
            throw new IllegalStateException("A server said '" + line + "' and not that it is ready: see its log");
        }
    }

    String ask(String question) {
        try {
            in.write(question + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A server takes no more questions: " + e.getMessage(), e);
        }
        return line();
    }

    /** As {@code kill -9}: nothing of it runs any more when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As {@code kill -STOP}: it does nothing until {@link #wake}, and its connections stay. */
    void freeze() throws InterruptedException {
        signal("-STOP");
    }

    void wake() throws InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws InterruptedException {
        try {
            var command = List.of("kill", signal, Long.toString(process.pid()));
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("'" + String.join(" ", command) + "' ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A server cannot be sent a signal: " + e.getMessage(), e);
        }
    }

    private String line() {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
        try {
            return line.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("A server did not answer within " + LIMIT + ": see its log", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A server's answer was lost: see its log", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server was to answer", e);
        }
    }

    private String read() {
        try {
            return String.valueOf(out.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
