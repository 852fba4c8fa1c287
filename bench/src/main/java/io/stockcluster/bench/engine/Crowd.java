package io.stockcluster.bench.engine;

import io.stockcluster.bench.counter.Counters;
import io.stockcluster.bench.measure.Rounds;
import io.stockcluster.bench.measure.Series;
import io.stockcluster.bench.report.Report;
import io.stockcluster.bench.servers.Servers;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Many actors that idle: what each copy costs in memory, and what they all cost those that are asked. */
final class Crowd {

    private static final int IN_FLIGHT = 64;
    private static final int IN_FLIGHT_WHILE_FILLING = 512;

    private final Plan plan;
    private final Servers servers;
    private final Driver driver;
    private final Report report;

    Crowd(Plan plan, Servers servers, Driver driver, Report report) {
        this.plan = plan;
        this.servers = servers;
        this.driver = driver;
        this.report = report;
    }

    void measure() throws InterruptedException, TimeoutException {
        var alone = new Rounds<Double>().with("few", () -> writes(Driver.FEW)).take(plan.rounds());
        long before = settledBytes();
        driver.load()
                .each(
                        plan.crowd() - Driver.FEW,
                        IN_FLIGHT_WHILE_FILLING,
                        number -> driver.actors()
                                .actor(Counters.CROWD, Driver.key(Driver.FEW + number))
                                .ask(Driver.ADD));
        long copies = (long) (plan.crowd() - Driver.FEW)
                * Counters.CROWD.replication().factor();
        report.add("idle_actors", plan.crowd(), "actors with 200 bytes of state, each on 2 servers")
                .add("bytes_per_copy", (double) (settledBytes() - before) / copies, "heap per copy, key and all");

        var taken = new Rounds<Double>()
                .with("few", () -> writes(Driver.FEW))
                .with("many", () -> writes(plan.crowd()))
                .take(plan.rounds());
        var few = new Series(taken.get("few"));
        var many = new Series(taken.get("many"));
        report.add(
                        "thousand_actors_alone_writes_per_s",
                        new Series(alone.get("few")).median(),
                        "writes/s to 1,000 actors, before the others were there")
                .add("thousand_actors_writes_per_s", few.median(), "writes/s to 1,000 actors, the others idle")
                .add("million_actors_writes_per_s", many.median(), "writes/s to all actors")
                .add("million_vs_thousand_actors", few.relativeTo(many), "cost of an ask, all actors against 1,000");
    }

    private double writes(int actors) throws InterruptedException {
        return driver.load().perSecond(IN_FLIGHT, plan.round(), driver.ask(Counters.CROWD, actors, Driver.ADD));
    }

    /** Copies that nobody waits for may still be on their way. */
    private long settledBytes() throws InterruptedException, TimeoutException {
        servers.awaitSafe(Duration.ofMinutes(1));
        return servers.liveBytes();
    }
}
