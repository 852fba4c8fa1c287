package io.stockcluster.bench.engine;

import io.stockcluster.actors.ActorType;
import io.stockcluster.bench.counter.Counter;
import io.stockcluster.bench.counter.Counters;
import io.stockcluster.bench.measure.Call;
import io.stockcluster.bench.measure.Latencies;
import io.stockcluster.bench.measure.Rounds;
import io.stockcluster.bench.report.Report;
import java.util.List;
import java.util.Map;

/**
 * How long a write takes by how it is kept. At one and the same rate that is what copies cost a caller, the work of the
 * other servers on the same processors included; at half of what each kind bears, it is what waiting for them costs.
 */
final class Latency {

    private static final int IN_FLIGHT = 64;

    private final Plan plan;
    private final Driver driver;
    private final Report report;

    Latency(Plan plan, Driver driver, Report report) {
        this.plan = plan;
        this.driver = driver;
        this.report = report;
    }

    /** @param perSecond half of what a quorum of 3 bears */
    void at(double perSecond) throws InterruptedException {
        // Their actors are made, and their code is compiled.
        driver.load().perSecond(IN_FLIGHT, plan.warmUp().dividedBy(2), driver.rawly(driver.raw()::addAlone));
        double half1 = borne(Counters.FACTOR_1) / 2;
        double halfStrong = borne(Counters.STRONG_OF_3) / 2;
        var taken = new Rounds<Latencies>()
                .with("factor1_at_half", () -> writes(Counters.FACTOR_1, half1))
                .with("strong_at_half", () -> writes(Counters.STRONG_OF_3, halfStrong))
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
        report.add(
                        "quorum_p50_vs_factor1",
                        medians(taken, "quorum", "factor1"),
                        "a write's median time, quorum of 3 against a single copy")
                .add(
                        "strong_p50_vs_factor1",
                        medians(taken, "strong", "factor1"),
                        "a write's median time, strong of 3 against a single copy")
                .add(
                        "raw_quorum_p50_vs_raw_factor1",
                        medians(taken, "raw_quorum", "raw_factor1"),
                        "the same of the raw entry processor: what copies cost on this machine")
                .add(
                        "quorum_p50_vs_factor1_each_at_half",
                        medians(taken, "quorum", "factor1_at_half"),
                        "a write's median time, quorum of 3 against a single copy, each at half of what it bears")
                .add(
                        "strong_p50_vs_factor1_each_at_half",
                        medians(taken, "strong_at_half", "factor1_at_half"),
                        "the same, strong of 3 against a single copy");
    }

    private static double medians(Map<String, List<Latencies>> taken, String one, String against) {
        return Latencies.millis(taken.get(one), 50).relativeTo(Latencies.millis(taken.get(against), 50));
    }

    /** Writes/s, once their actors are made and their code is compiled. */
    private double borne(ActorType<Counter.Count, Counter.Message, Counter.Added, Counter.Value> type)
            throws InterruptedException {
        driver.load().perSecond(IN_FLIGHT, plan.warmUp().dividedBy(2), driver.ask(type, Driver.FEW, Driver.ADD));
        return driver.load().perSecond(IN_FLIGHT, plan.round(), driver.ask(type, Driver.FEW, Driver.ADD));
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
