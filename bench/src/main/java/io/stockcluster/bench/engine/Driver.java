package io.stockcluster.bench.engine;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.ActorType;
import io.stockcluster.bench.counter.Counter;
import io.stockcluster.bench.counter.Counters;
import io.stockcluster.bench.measure.Call;
import io.stockcluster.bench.measure.Load;
import io.stockcluster.bench.raw.RawCounters;
import io.stockcluster.bench.servers.Servers;
import io.stockcluster.bench.servers.Watch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * What every measurement calls with: a client of the engine and one of the baseline, connected to the same processes.
 *
 * @param load counts the errors of all of them
 * @param watch of the engine's client
 */
record Driver(ActorSystem actors, RawCounters raw, Load load, Watch watch) implements AutoCloseable {

    /** The actors of "few actors": enough to use every shard. */
    static final int FEW = 1_000;

    static final Counter.Add ADD = new Counter.Add(1);
    static final Counter.Read READ = new Counter.Read();

    static Driver connect(Servers servers, Load load) {
        var watch = new Watch();
        var config = ActorSystemConfig.client(Servers.CLUSTER, "driver", servers.addresses())
                .withObserver(watch);
        var actors = ActorSystem.start(config, Counters.all());
        return new Driver(actors, RawCounters.connect(servers.rawAddresses()), load, watch.of(actors));
    }

    /** That message to one of the type's first {@code actors}, another each time. */
    Call ask(
            ActorType<Counter.Count, Counter.Message, Counter.Added, Counter.Value> type,
            int actors,
            Counter.Message message) {
        return () -> actors().actor(type, key(ThreadLocalRandom.current().nextInt(actors)))
                .ask(message);
    }

    Call rawly(Consumer<String> call) {
        return () -> call.accept(key(ThreadLocalRandom.current().nextInt(FEW)));
    }

    static String key(int number) {
        return "counter-" + number;
    }

    @Override
    public void close() {
        raw.close();
        actors.close();
    }
}
