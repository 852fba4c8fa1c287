package io.stockcluster.bench.servers;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.Observer;
import io.stockcluster.node.telemetry.Telemetry;
import java.time.Duration;
import java.util.Map;

/**
 * The stock service's own metrics, read more often than a Prometheus usually does, lines of the log, and spans that nobody
 * wants, to be switched on and off.
 */
public final class Watch implements Observer {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Telemetry telemetry = Telemetry.start("bench", "", "", Map.of());
    private final Observer actors = telemetry.actors();
    private volatile Observer now = Observer.NONE;

    /** Metrics tell of that system, too, and are read as long as the process lives. */
    public Watch of(ActorSystem system) {
        telemetry.watch(system);
        Thread.ofVirtual().name("reader of metrics").start(this::read);
        return this;
    }

    private void read() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                if (now.equals(actors)) {
                    telemetry.text();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void on(boolean on) {
        now = on ? actors : Observer.NONE;
    }

    @Override
    public Observation begin(Work work, ActorId actor, String context) {
        return now.begin(work, actor, context);
    }

    @Override
    public void waitedForCopies(String type, long nanos) {
        now.waitedForCopies(type, nanos);
    }
}
