package io.stockcluster.actors.engine;

import java.util.UUID;

/** Tells another host that this one is about to leave. */
final class Farewell extends Question<Boolean> {

    final UUID leaving;

    Farewell(UUID leaving) {
        this.leaving = leaving;
    }

    @Override
    public Boolean call() {
        Departures.in(host()).told(leaving);
        return true;
    }
}
