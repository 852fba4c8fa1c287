package io.stockcluster.bench.servers;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Observer;
import io.stockcluster.node.telemetry.Telemetry;
import java.util.Map;

/** The stock service's own metrics, lines of the log and spans that nobody wants, to be switched on and off. */
public final class Watch implements Observer {

    private final Observer telemetry =
            Telemetry.start("bench", "", "", Map.of()).actors();
    private volatile Observer now = Observer.NONE;

    public void on(boolean on) {
        now = on ? telemetry : Observer.NONE;
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
