package io.stockcluster.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** A benchmark that is run from the command line: it ends whatever happens, and leaves its report. */
public final class Run {

    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;
    private static final int TOO_LONG = 3;

    /** What fills the report. */
    @FunctionalInterface
    public interface Measurements {
        void take() throws IOException, InterruptedException, TimeoutException;
    }

    private final String name;
    private final Path results;
    private final Path logs;
    private final boolean quick;
    private final Report report = new Report();
    private final long startedAt = System.nanoTime();

    private Run(String name, Path results, Path logs, boolean quick) {
        this.name = name;
        this.results = results;
        this.logs = logs;
        this.quick = quick;
    }

    /**
     * As the command line has it; ends the process where that cannot be.
     *
     * @param name of the report's files
     * @param arguments the folder for results, that for logs, and perhaps {@code --quick}
     */
    public static Run of(String name, String[] arguments) {
        List<String> options = List.of(arguments).subList(2, arguments.length);
        if (!options.isEmpty() && !options.equals(List.of("--quick"))) {
            System.err.println("Unknown options " + options + ": the only one is --quick");
            System.exit(BAD_USAGE);
        }
        return new Run(name, Path.of(arguments[0]), Path.of(arguments[1]), !options.isEmpty());
    }

    public boolean quick() {
        return quick;
    }

    public Path logs() {
        return logs;
    }

    public Report report() {
        return report;
    }

    /** Tells whoever waits what is done now. */
    public void say(String step) {
        System.err.printf("%4d s  %s%n", seconds(), step);
    }

    /** So far. */
    public long seconds() {
        return Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
    }

    /** Measures, writes the report, and ends the process. */
    public void finish(Measurements measurements, Duration limit) throws InterruptedException {
        boundTime(limit);
        try {
            measurements.take();
            write();
        } catch (IOException | RuntimeException | TimeoutException e) {
            System.err.print("The benchmark failed, after these figures:\n" + report.table());
            e.printStackTrace();
            System.exit(FAILED);
        }
        // Hazelcast's clients may leave threads behind.
        System.exit(0);
    }

    /** Whatever hangs, the run ends, and with it the processes that it has started. */
    private void boundTime(Duration limit) {
        Thread.ofPlatform().daemon().name("time-limit").start(() -> {
            try {
                Thread.sleep(limit);
                System.err.println("Given up after " + limit + ": see the logs in " + logs);
                System.exit(TOO_LONG);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void write() throws IOException {
        Files.createDirectories(results);
        Files.writeString(results.resolve(name + ".txt"), report.table());
        Files.writeString(results.resolve(name + ".json"), report.json() + "\n");
        System.out.print(report.table());
        System.out.println(report.json());
    }
}
