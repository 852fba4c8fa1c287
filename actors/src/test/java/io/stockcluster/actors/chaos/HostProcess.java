package io.stockcluster.actors.chaos;

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

/** A {@link Host} in a process of its own, to which signals can be sent. */
final class HostProcess {

    /** The longest that a host takes to start, to answer or to leave, on a busy machine. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private HostProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts one on this process's class path and with its flags for the JVM's modules, and does not wait for it.
     *
     * @param before what the command begins with: the way into a network namespace, or nothing
     */
    static HostProcess start(List<String> before, Path log, List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Djava.util.logging"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Host.class.getName()));
        command.addAll(arguments);
        try {
            return new HostProcess(new ProcessBuilder(command)
                    .redirectError(Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("A host's process cannot be started: " + e.getMessage(), e);
        }
    }

    void awaitReady() {
        String line = line();
        if (!Host.READY.equals(line)) {
            throw new IllegalStateException("A host said '" + line + "' and not that it is ready: see its log");
        }
    }

    synchronized String ask(String question) {
        try {
            in.write(question + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A host takes no more questions: " + e.getMessage(), e);
        }
        return line();
    }

    boolean runs() {
        return process.isAlive();
    }

    /** As {@code kill -9}: nothing of it runs any more when this returns. */
    void kill() {
        process.destroyForcibly();
        awaitGone();
    }

    /** Returns at once. */
    void killSoon() {
        process.destroyForcibly();
    }

    /** SIGTERM; returns when it has left. */
    void terminate() {
        process.destroy();
        awaitGone();
    }

    void freeze() {
        Commands.run("kill", "-STOP", Long.toString(process.pid()));
    }

    void wake() {
        Commands.run("kill", "-CONT", Long.toString(process.pid()));
    }

    private void awaitGone() {
        try {
            if (!process.waitFor(LIMIT)) {
                throw new IllegalStateException("A host has not gone within " + LIMIT + ": see its log");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a host was to go", e);
        }
    }

    private String line() {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
        try {
            return line.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("A host did not answer within " + LIMIT + ": see its log", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A host's answer was lost: see its log", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a host was to answer", e);
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
