package io.stockcluster.bench.engine;

import io.stockcluster.bench.measure.Load;
import io.stockcluster.bench.report.Report;
import io.stockcluster.bench.report.Run;
import io.stockcluster.bench.servers.Servers;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * What the engine costs, on this machine: against the same work on Hazelcast's own API, by the number of copies, by the
 * number of actors, and when a server dies.
 *
 * <p>One cluster serves all measurements in turn, but for the failovers: they want servers that have nothing else.
 */
public final class EngineBench {

    private final Plan plan;
    private final Run run;
    private final Report report;
    private final Load load = new Load();

    private EngineBench(Plan plan, Run run) {
        this.plan = plan;
        this.run = run;
        this.report = run.report();
    }

    /** The folder for results, that for logs, and perhaps {@code --quick}. */
    public static void main(String[] arguments) throws InterruptedException {
        var run = Run.of("engine", arguments);
        Plan plan = run.quick() ? Plan.quick() : Plan.full();
        run.finish(new EngineBench(plan, run)::measure, plan.limit());
    }

    private void measure() throws IOException, InterruptedException, TimeoutException {
        run.say("starting three servers");
        try (var servers = Servers.start(plan.heap(), run.logs(), true);
                var driver = Driver.connect(servers, load)) {
            var throughput = new Throughput(plan, driver, report);
            run.say("warming up");
            throughput.warmUp(servers);
            run.say("writes");
            double writes = throughput.writes();
            run.say("reads");
            throughput.reads();
            run.say("metrics and log");
            throughput.watched(servers);
            run.say("latency");
            new Latency(plan, driver, report).at(writes / 2);
            run.say("one hot actor");
            throughput.hotActor();
            run.say("many actors");
            new Crowd(plan, servers, driver, report).measure();
        }
        run.say("failover");
        try (var servers = Servers.start(plan.heap(), run.logs(), false)) {
            Failover.measure(plan, servers, report);
        }
        report.add("servers_heap_mb", plan.heapMegabytes(), "-Xmx of each server")
                .add("processors", Runtime.getRuntime().availableProcessors(), "that all processes share")
                .add("rounds", plan.rounds(), "of each measurement; figures are their medians")
                .add("errors", (double) load.errors(), "calls that failed, without those during failover")
                .add("seconds", (double) run.seconds(), "the whole run");
        load.firstError().ifPresent(error -> System.err.println("The first call that failed: " + error));
    }
}
