package io.stockcluster.bench.http;

import io.stockcluster.bench.measure.Call;
import io.stockcluster.bench.measure.Latencies;
import io.stockcluster.bench.measure.Load;
import io.stockcluster.bench.measure.Rounds;
import io.stockcluster.bench.measure.Series;
import io.stockcluster.bench.report.Report;
import io.stockcluster.bench.report.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * What a request costs from end to end, on this machine: sales through one HTTP node and three actor nodes that keep
 * everything three times, by a quorum, with a token; against a bare route of the same web server that reads and answers
 * the same JSON. Then how long sales take at half of that load, and levels over many children.
 */
public final class HttpBench {

    private static final int IN_FLIGHT = 64;
    private static final int MOST_WARM_UP = 30;
    private static final int STEADY = 4;
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Duration STARTED = Duration.ofMinutes(2);

    /**
     * How much is measured.
     *
     * @param rounds of each measurement
     * @param round how long one takes
     * @param warmUp rounds at least before the first that counts
     */
    private record Plan(int rounds, Duration round, int warmUp) {}

    private final Plan plan;
    private final Run run;
    private final Report report;
    private final Load load = new Load();

    private HttpBench(Plan plan, Run run) {
        this.plan = plan;
        this.run = run;
        this.report = run.report();
    }

    /** The folder for results, that for logs, and perhaps {@code --quick}. */
    public static void main(String[] arguments) throws InterruptedException {
        var run = Run.of("http", arguments);
        var plan = run.quick() ? new Plan(3, Duration.ofSeconds(2), 6) : new Plan(5, Duration.ofSeconds(5), 6);
        run.finish(new HttpBench(plan, run)::measure, LIMIT);
    }

    private void measure() throws IOException, InterruptedException, TimeoutException {
        run.say("one pot");
        PotCost.measure(report);
        run.say("starting four nodes and the bare route");
        try (var nodes = Nodes.start(run.logs());
                var client = new Client(nodes.token())) {
            awaitReady(nodes, client);
            client.prepare(nodes.apiPort());
            run.say("warming up");
            warmUp(nodes, client);
            reads(nodes, client, plan.warmUp());
            run.say("sales");
            double perSecond = sales(nodes, client);
            run.say("latency");
            latency(client.sale(nodes.apiPort()), perSecond / 2);
            run.say("levels");
            reads(nodes, client);
        }
        report.add("processors", Runtime.getRuntime().availableProcessors(), "that all processes and the load share")
                .add("rounds", plan.rounds(), "of each measurement; figures are their medians")
                .add("errors", (double) load.errors(), "calls that were not answered as they should be")
                .add("seconds", (double) run.seconds(), "the whole run");
        load.firstError().ifPresent(error -> System.err.println("The first call that failed: " + error));
    }

    private void awaitReady(Nodes nodes, Client client) throws InterruptedException, TimeoutException {
        await(() -> client.says(nodes.barePort(), "/health/ready", ""));
        await(() -> client.says(nodes.apiPort(), "/health/ready", "UP"));
        for (int port : nodes.actorManagementPorts()) {
            await(() -> client.says(port, "/cluster", "\"safe\":true"));
        }
    }

    private void await(BooleanSupplier condition) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + STARTED.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("The nodes did not become a cluster: see their logs in " + run.logs());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /**
     * Until sales get no faster: on few processors five processes' compilers take their time, and what they take is no
     * part of what a sale costs.
     */
    private void warmUp(Nodes nodes, Client client) throws InterruptedException {
        double best = 0;
        int sinceBest = 0;
        for (int round = 0; round < MOST_WARM_UP && (round < plan.warmUp() || sinceBest < STEADY); round++) {
            double perSecond = sales(nodes, client, 1).api().median();
            sinceBest = perSecond > best * 1.05 ? 0 : sinceBest + 1;
            best = Math.max(best, perSecond);
        }
    }

    private double sales(Nodes nodes, Client client) throws InterruptedException {
        var taken = sales(nodes, client, plan.rounds());
        Series api = taken.api();
        Series bare = taken.other();
        report.add(
                        "http_sales_per_s",
                        api.median(),
                        "1 HTTP and 3 actor nodes, quorum of 3, " + IN_FLIGHT + " in flight")
                .add("bare_per_s", bare.median(), "a bare route that parses and answers the same JSON")
                .add("http_vs_bare", api.relativeTo(bare), "their ratio");
        return api.median();
    }

    private record Pair(Series api, Series other) {}

    private Pair sales(Nodes nodes, Client client, int rounds) throws InterruptedException {
        var taken = new Rounds<Double>()
                .with("api", () -> load.perSecond(IN_FLIGHT, plan.round(), client.sale(nodes.apiPort())))
                .with("bare", () -> load.perSecond(IN_FLIGHT, plan.round(), client.sale(nodes.barePort())))
                .take(rounds);
        return new Pair(new Series(taken.get("api")), new Series(taken.get("bare")));
    }

    private void latency(Call sale, double perSecond) throws InterruptedException {
        var taken = new Rounds<Latencies>()
                .with("half", () -> load.latencies(perSecond, plan.round(), sale))
                .take(plan.rounds())
                .get("half");
        report.add("half_load_per_s", perSecond, "sales/s at which these take so long:")
                .add("p50_ms_half_load", Latencies.millis(taken, 50).median(), "half the sales are this fast, ms")
                .add("p99_ms_half_load", Latencies.millis(taken, 99).median(), "all but 1 % are this fast, ms");
    }

    private void reads(Nodes nodes, Client client) throws InterruptedException {
        var taken = reads(nodes, client, plan.rounds());
        report.add("single_reads_per_s", taken.other().median(), "levels of one location, one after the other")
                .add(
                        "tree50_reads_per_s",
                        taken.api().median(),
                        "levels over " + Client.CHILDREN + " children, likewise")
                .add("tree50_vs_single", taken.other().relativeTo(taken.api()), "how much longer the latter take");
    }

    private Pair reads(Nodes nodes, Client client, int rounds) throws InterruptedException {
        var taken = new Rounds<Double>()
                .with("tree", () -> load.perSecond(1, plan.round().dividedBy(2), client.tree(nodes.apiPort())))
                .with("single", () -> load.perSecond(1, plan.round().dividedBy(2), client.single(nodes.apiPort())))
                .take(rounds);
        return new Pair(new Series(taken.get("tree")), new Series(taken.get("single")));
    }
}
