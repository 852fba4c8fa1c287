package io.stockcluster.bench.engine;

import io.stockcluster.bench.counter.Counters;
import io.stockcluster.bench.measure.Call;
import io.stockcluster.bench.measure.Rounds;
import io.stockcluster.bench.measure.Series;
import io.stockcluster.bench.report.Report;
import io.stockcluster.bench.servers.Servers;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Asks per second, against the same work on Hazelcast's own API, in turns. */
final class Throughput {

    private static final int MODERATE = 64;
    private static final int MANY = 512;

    private final Plan plan;
    private final Driver driver;
    private final Report report;

    Throughput(Plan plan, Driver driver, Report report) {
        this.plan = plan;
        this.driver = driver;
        this.report = report;
    }

    /** All code that the rounds run is compiled before the first, and every actor is there. */
    void warmUp(Servers servers) throws InterruptedException {
        new Rounds<Double>()
                .with("watched write", () -> watched(servers, write()).perSecond())
                .with("watched read", () -> watched(servers, read()).perSecond())
                .with("write", () -> perSecond(MANY, write()))
                .with("raw write", () -> perSecond(MANY, rawWrite()))
                .with("read", () -> perSecond(MANY, read()))
                .with("raw read", () -> perSecond(MANY, rawRead()))
                .take((int) Math.max(1, plan.warmUp().dividedBy(plan.round())));
    }

    /** Returns the quorum's writes per second at a moderate number in flight. */
    double writes() throws InterruptedException {
        var taken = new Rounds<Double>()
                .with("64", () -> perSecond(MODERATE, write()))
                .with("raw 64", () -> perSecond(MODERATE, rawWrite()))
                .with("512", () -> perSecond(MANY, write()))
                .with("raw 512", () -> perSecond(MANY, rawWrite()))
                .take(plan.rounds());
        var at64 = new Series(taken.get("64"));
        var raw64 = new Series(taken.get("raw 64"));
        var at512 = new Series(taken.get("512"));
        var raw512 = new Series(taken.get("raw 512"));
        double ratio64 = at64.relativeTo(raw64);
        double ratio512 = at512.relativeTo(raw512);
        report.add("quorum_writes_per_s_64", at64.median(), "quorum of 3, writes/s, 64 in flight")
                .add("raw_writes_per_s_64", raw64.median(), "raw entry processor, same copies, 64 in flight")
                .add("quorum_writes_per_s_512", at512.median(), "quorum of 3, writes/s, 512 in flight")
                .add("raw_writes_per_s_512", raw512.median(), "raw entry processor, same copies, 512 in flight")
                .add("quorum_write_vs_raw_64", ratio64, "their ratio, 64 in flight")
                .add("quorum_write_vs_raw_512", ratio512, "their ratio, 512 in flight")
                .add("quorum_write_vs_raw", Math.min(ratio64, ratio512), "the smaller of the two; 1 is as fast as raw");
        return at64.median();
    }

    void reads() throws InterruptedException {
        var taken = new Rounds<Double>()
                .with("read", () -> perSecond(MODERATE, read()))
                .with("raw", () -> perSecond(MODERATE, rawRead()))
                .take(plan.rounds());
        var reads = new Series(taken.get("read"));
        var raw = new Series(taken.get("raw"));
        report.add("reads_per_s_64", reads.median(), "quorum of 3, reads/s, 64 in flight")
                .add("raw_reads_per_s_64", raw.median(), "raw read-only entry processor, 64 in flight")
                .add("read_vs_raw", reads.relativeTo(raw), "their ratio");
    }

    void hotActor() throws InterruptedException {
        var taken = new Rounds<Double>()
                .with("hot", () -> perSecond(MODERATE, driver.ask(Counters.QUORUM_OF_3, 1, Driver.ADD)))
                .take(plan.rounds());
        report.add(
                "hot_actor_writes_per_s",
                new Series(taken.get("hot")).median(),
                "one actor, quorum of 3, writes/s, 64 in flight");
    }

    /** Calls per second, and the processors' time that all processes together took for one. */
    private record Paid(double perSecond, double cpuMicros) {}

    /** What the service's own metrics, its log and its tracing, which is off, cost those who are asked. */
    void watched(Servers servers) throws InterruptedException {
        var taken = new Rounds<Paid>()
                .with("writes", () -> paid(servers, write()))
                .with("watched writes", () -> watched(servers, write()))
                .with("reads", () -> paid(servers, read()))
                .with("watched reads", () -> watched(servers, read()))
                .take(2 * plan.rounds());
        compare("write", taken.get("writes"), taken.get("watched writes"));
        compare("read", taken.get("reads"), taken.get("watched reads"));
    }

    private void compare(String what, List<Paid> alone, List<Paid> watched) {
        var cpu = series(alone, Paid::cpuMicros);
        double dearer = series(watched, Paid::cpuMicros).relativeTo(cpu);
        double slower = series(watched, Paid::perSecond).relativeTo(series(alone, Paid::perSecond));
        report.add(what + "_cpu_us", cpu.median(), "processors' time for a " + what + " in all processes, µs")
                .add("watched_" + what + "_cpu_vs_not", dearer, "the same with metrics and log, against without")
                .add("watched_" + what + "s_vs_not", slower, what + "s/s with metrics and log against without");
    }

    private static Series series(List<Paid> rounds, Function<Paid, Double> figure) {
        return new Series(rounds.stream().map(figure).toList());
    }

    private Paid paid(Servers servers, Call call) throws InterruptedException {
        Duration before = servers.cpuTime();
        long start = System.nanoTime();
        double perSecond = perSecond(MANY, call);
        double calls = perSecond * (System.nanoTime() - start) / 1e9;
        return new Paid(perSecond, servers.cpuTime().minus(before).toNanos() / 1e3 / calls);
    }

    private Paid watched(Servers servers, Call call) throws InterruptedException {
        watch(servers, true);
        try {
            return paid(servers, call);
        } finally {
            watch(servers, false);
        }
    }

    private void watch(Servers servers, boolean on) {
        servers.watched(on);
        driver.watch().on(on);
    }

    private Call write() {
        return driver.ask(Counters.QUORUM_OF_3, Driver.FEW, Driver.ADD);
    }

    private Call rawWrite() {
        return driver.rawly(driver.raw()::add);
    }

    private Call read() {
        return driver.ask(Counters.QUORUM_OF_3, Driver.FEW, Driver.READ);
    }

    private Call rawRead() {
        return driver.rawly(driver.raw()::read);
    }

    private double perSecond(int inFlight, Call call) throws InterruptedException {
        return driver.load().perSecond(inFlight, plan.round(), call);
    }
}
