package io.stockcluster.bench.engine;

import io.stockcluster.actors.ActorType;
import io.stockcluster.bench.counter.Counter;
import io.stockcluster.bench.counter.Counters;
import io.stockcluster.bench.measure.Call;
import io.stockcluster.bench.measure.Latencies;
import io.stockcluster.bench.measure.Rounds;
import io.stockcluster.bench.report.Report;
import java.util.List;

/** How long a write takes by how it is kept, at one and the same rate: what the copies cost a caller. */
final class Latency {

    private final Plan plan;
    private final Driver driver;
    private final Report report;

    Latency(Plan plan, Driver driver, Report report) {
        this.plan = plan;
        this.driver = driver;
        this.report = report;
    }

    void at(double perSecond) throws InterruptedException {
        // Their actors are made, and their code is compiled.
        driver.load().perSecond(64, plan.warmUp().dividedBy(2), driver.rawly(driver.raw()::addAlone));
        for (var type : List.of(Counters.FACTOR_1, Counters.STRONG_OF_3)) {
            driver.load().perSecond(64, plan.warmUp().dividedBy(2), driver.ask(type, Driver.FEW, Driver.ADD));
        }
        var taken = new Rounds<Latencies>()
                .with("factor1", () -> writes(Counters.FACTOR_1, perSecond))
                .with("quorum", () -> writes(Counters.QUORUM_OF_3, perSecond))
                .with("strong", () -> writes(Counters.STRONG_OF_3, perSecond))
                .with("raw_factor1", () -> latencies(perSecond, driver.rawly(driver.raw()::addAlone)))
                .with("raw_quorum", () -> latencies(perSecond, driver.rawly(driver.raw()::add)))
                .take(plan.rounds());
        report.add("latency_rate_per_s", perSecond, "writes/s at which latency is measured");
        taken.forEach((name, rounds) -> report.add(
                        name + "_p50_ms",
                        Latencies.millis(rounds, 50).median(),
                        name + ": half the writes are this fast, ms")
                .add(
                        name + "_p99_ms",
                        Latencies.millis(rounds, 99).median(),
                        name + ": all but 1 % are this fast, ms"));
        var factor1 = Latencies.millis(taken.get("factor1"), 50);
        report.add(
                        "quorum_p50_vs_factor1",
                        Latencies.millis(taken.get("quorum"), 50).relativeTo(factor1),
                        "a write's median time, quorum of 3 against a single copy")
                .add(
                        "strong_p50_vs_factor1",
                        Latencies.millis(taken.get("strong"), 50).relativeTo(factor1),
                        "a write's median time, strong of 3 against a single copy")
                .add(
                        "raw_quorum_p50_vs_raw_factor1",
                        Latencies.millis(taken.get("raw_quorum"), 50)
                                .relativeTo(Latencies.millis(taken.get("raw_factor1"), 50)),
                        "the same of the raw entry processor: what copies cost on this machine");
    }

    private Latencies writes(
            ActorType<Counter.Count, Counter.Message, Counter.Added, Counter.Value> type, double perSecond)
            throws InterruptedException {
        return latencies(perSecond, driver.ask(type, Driver.FEW, Driver.ADD));
    }

    private Latencies latencies(double perSecond, Call call) throws InterruptedException {
        return driver.load().latencies(perSecond, plan.round(), call);
    }
}
