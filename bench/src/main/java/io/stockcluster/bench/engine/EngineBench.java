package io.stockcluster.bench.engine;

import io.stockcluster.bench.measure.Load;
import io.stockcluster.bench.report.Report;
import io.stockcluster.bench.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * What the engine costs, on this machine: against the same work on Hazelcast's own API, by the number of copies, by the
 * number of actors, and when a server dies.
 *
 * <p>One cluster serves all measurements in turn, but for the failovers: they want servers that have nothing else.
 */
public final class EngineBench {

    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;
    private static final int TOO_LONG = 3;

    private final Plan plan;
    private final Path logs;
    private final Report report = new Report();
    private final Load load = new Load();
    private final long startedAt = System.nanoTime();

    private EngineBench(Plan plan, Path logs) {
        this.plan = plan;
        this.logs = logs;
    }

    /** The folder for results, that for logs, and perhaps {@code --quick}. */
    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args).subList(2, args.length);
        if (!options.isEmpty() && !options.equals(List.of("--quick"))) {
            System.err.println("Unknown options " + options + ": the only one is --quick");
            System.exit(BAD_USAGE);
        }
        var bench = new EngineBench(options.isEmpty() ? Plan.full() : Plan.quick(), Path.of(args[1]));
        bench.boundTime();
        try {
            bench.run();
            bench.write(Path.of(args[0]));
        } catch (IOException | RuntimeException | TimeoutException e) {
            System.err.print("The benchmark failed, after these figures:\n" + bench.report.table());
            e.printStackTrace();
            System.exit(FAILED);
        }
        // Hazelcast's clients may leave threads behind.
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException, TimeoutException {
        say("starting three servers");
        try (var servers = Servers.start(plan.heap(), logs, true);
                var driver = Driver.connect(servers, load)) {
            var throughput = new Throughput(plan, driver, report);
            say("warming up");
            throughput.warmUp();
            say("writes");
            double writes = throughput.writes();
            say("reads");
            throughput.reads();
            say("latency");
            new Latency(plan, driver, report).at(writes / 2);
            say("one hot actor");
            throughput.hotActor();
            say("many actors");
            new Crowd(plan, servers, driver, report).measure();
        }
        say("failover");
        try (var servers = Servers.start(plan.heap(), logs, false)) {
            Failover.measure(plan, servers, report);
        }
        report.add("servers_heap_mb", plan.heapMegabytes(), "-Xmx of each server")
                .add("processors", Runtime.getRuntime().availableProcessors(), "that all processes share")
                .add("rounds", plan.rounds(), "of each measurement; figures are their medians")
                .add("errors", (double) load.errors(), "calls that failed, without those during failover")
                .add("seconds", (double) secondsSoFar(), "the whole run");
        load.firstError().ifPresent(error -> System.err.println("The first call that failed: " + error));
    }

    private void write(Path results) throws IOException {
        Files.createDirectories(results);
        Files.writeString(results.resolve("engine.txt"), report.table());
        Files.writeString(results.resolve("engine.json"), report.json() + "\n");
        System.out.print(report.table());
        System.out.println(report.json());
    }

    private void say(String step) {
        System.err.printf("%4d s  %s%n", secondsSoFar(), step);
    }

    private long secondsSoFar() {
        return Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
    }

    /** Whatever hangs, the run ends, and with it the servers. */
    private void boundTime() {
        Thread.ofPlatform().daemon().name("time-limit").start(() -> {
            try {
                Thread.sleep(plan.limit());
                System.err.println("Given up after " + plan.limit() + ": see the servers' logs in " + logs);
                System.exit(TOO_LONG);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
